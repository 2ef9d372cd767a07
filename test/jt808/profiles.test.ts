/** Engine data of JT/T 808, from the samples of docs/protocol/jt808.md §8 and the tables of section 6. */
import { describe, expect, it } from "vitest";
import {
  decode,
  explain,
  type Jt808ProfileName,
  type PositionMessage,
  type PositionsMessage,
  type UnknownMessage,
} from "../../src/index.ts";
import { readObd } from "../../src/obd/index.ts";
import { device, frameOf, fromHex, POSITION } from "./frames.ts";

const BENCH =
  "7e0200008e01917665218400b300000000800000030158990606ca0fd7000400000000211129111705010400000000cc14383938353636423536313839393431363939303130010d8001aa81021388820200858301148401aa8502189b8601338702007d028801338901148a0200998b1131323334353637383941424344454647488c04000200a88d0200828e0114a00b50353338662c5530323966a27e";
const CAR =
  "7e0200007c0191788427870dcd000000008000000b0299f5a004b6e25d0004000000042111182321120104000017f6cc14383933333934393534373835323834363036383830011d800134810204718202008283010e84017b85021ae986012f870201788901038b114a4e3154453554303055303030303132338c040008dcb68d02018c8e013da000ca7e";

function position(
  frame: string | Uint8Array,
  ...jt808Profiles: Jt808ProfileName[]
): PositionMessage {
  const bytes = typeof frame === "string" ? fromHex(frame) : frame;
  const options = jt808Profiles.length === 0 ? {} : { jt808Profiles };
  return decode(bytes, options)[0] as PositionMessage;
}

describe("shenzhen-obd-80", () => {
  it("is on by default: a car on the road", () => {
    const message = position(CAR);
    expect(message).toMatchObject({
      signalCsq: 29,
      odometerMeters: 613400,
      supplyVolts: 13,
      obd: {
        vehicleSpeedKmh: 52,
        engineRpm: 1137,
        engineLoadPercent: 14,
        coolantTemperatureCelsius: 83,
        intakeAirTemperatureCelsius: 7,
        massAirFlowGramsPerSecond: 3.76,
        throttlePositionPercent: 3,
        odometerKm: 58079,
        engineFuelRateLitersPerHour: 6.889,
        remainingRangeKm: 396,
        fuelLevelPercent: 61,
        dtcs: [],
      },
    });
    expect(message.obd).not.toHaveProperty("intakeManifoldPressureKpa");
  });
  it("reads a unit on the bench", () => {
    const message = position(BENCH);
    expect(message.obd).toEqual({
      vehicleSpeedKmh: 170,
      engineRpm: 5000,
      engineLoadPercent: 20,
      coolantTemperatureCelsius: 130,
      intakeAirTemperatureCelsius: 11,
      massAirFlowGramsPerSecond: 1.26,
      intakeManifoldPressureKpa: 51,
      throttlePositionPercent: 20,
      vin: "123456789ABCDEFGH",
      odometerKm: 13124,
      engineFuelRateLitersPerHour: 6.299,
      fuelPressureKpa: 153,
      remainingRangeKm: 130,
      fuelLevelPercent: 20,
      dtcs: ["P538f", "U029f"],
    });
    expect(message).toMatchObject({ supplyVolts: 13.3, speedKmh: 0, odometerMeters: 0 });
    expect(message.jt808!.items).toBeUndefined();
  });
  it("can be switched off: everything stays raw", () => {
    const [message] = decode(fromHex(BENCH), { jt808Profiles: [] }) as PositionMessage[];
    expect(message!.obd).toBeUndefined();
    expect(message!.iccid).toBeUndefined();
    expect(message!.jt808!.items).toHaveLength(17);
  });
  it("gives the readings of ./obd, with the PID if there is one", () => {
    const readings = readObd(position(BENCH));
    const find = (signal: string) => readings.find(({ values }) => signal in values);
    expect(readings).toHaveLength(15);
    expect(find("engineRpm")).toMatchObject({ mode: 1, pid: 0x0c, values: { engineRpm: 5000 } });
    expect(find("odometerKm")).toMatchObject({ mode: 1, pid: 0xa6, values: { odometerKm: 13124 } });
    expect(find("vin")).toMatchObject({ mode: 9, pid: 2 });
    expect(find("dtcs")).toMatchObject({ mode: 3, values: { dtcs: ["P538f", "U029f"] } });
    expect(find("remainingRangeKm")).toMatchObject({
      mode: null,
      pid: null,
      values: { remainingRangeKm: 130 },
    });
  });
  it("notes uncertain values in explain", () => {
    const entries = explain(fromHex(BENCH));
    const note = (name: string) => entries.find((entry) => entry.name === name)!.note;
    expect(note("obd.engineLoadPercent")).toBe("unconfirmed");
    expect(note("obd.intakeManifoldPressureKpa")).toBe("inferred");
    expect(note("obd.engineRpm")).toBeUndefined();
  });
  it("leaves an item of another length raw", () => {
    const message = position(device("0200", `${POSITION} 80 02 0034 81 01 05 8b 02 4142`));
    expect(message.obd).toBeUndefined();
    expect(message.jt808!.items).toHaveLength(3);
  });
});

describe("profiles that are off by default", () => {
  it("obd-91-94", () => {
    const record = "0085 0471 34 7f ff 7b 0001 0002 0003 00000004 0005 0006";
    const frame = device("0200", `${POSITION} 91 16 ${record} 94 03 414243`);
    const message = position(frame, "obd-91-94");
    expect(message).toMatchObject({
      supplyVolts: 13.3,
      obd: {
        engineRpm: 1137,
        vehicleSpeedKmh: 52,
        throttlePositionPercent: (127 * 100) / 255,
        engineLoadPercent: 100,
        coolantTemperatureCelsius: 83,
        vin: "ABC",
      },
      jt808: { items: [{ id: 0x91, data: fromHex(record.slice(record.indexOf("0001"))) }] },
    });
    expect(position(frame).obd).toBeUndefined();
  });
  it("obd-rt in an item: empty fields are null", () => {
    const frame =
      "7e0200009e017793445391061b00000000004c000301dc1383073a1813002b01c2000024011017260501040000023c3001193101162504000000001404000000011504000000041604000000001702000018030000002b0400000000e10400735443e20400001211e30a4e61747572654c696e6be635244f42442d52542c2c35352e3030302c3130332e37382c2c302e302c342c2c2c2c302e3030302c2c31323336302e32382c2c2c0d0a1d7e";
    const message = position(frame, "obd-rt");
    expect(message.supplyVolts).toBeNull();
    expect(message.obd).toMatchObject({
      engineRpm: 55,
      vehicleSpeedKmh: 103.78,
      throttlePositionPercent: null,
      engineLoadPercent: 0,
      coolantTemperatureCelsius: 4,
      totalDistanceKm: 0,
      totalFuelLiters: 12360.28,
      hardBrakes: null,
    });
    expect(message.jt808!.items!.map(({ id }) => id)).not.toContain(0xe6);
    expect(position(frame).jt808!.items!.map(({ id }) => id)).toContain(0xe6);
  });
  it("obd-rt in 0x0900", () => {
    const frame = fromHex(
      "7e0900004a018153791533007941244f42442d52542c31322e332c302c32302c302e30302c302e30302c302c31302e38392c33312e31352c3138312e36382c3138312c35342e32362c3536352e39362c302c302c300d0aac7e",
    );
    const [message] = decode(frame, { jt808Profiles: ["obd-rt"] }) as UnknownMessage[];
    expect(message).toMatchObject({
      type: "unknown",
      jt808: { passthroughType: 0x41 },
      supplyVolts: 12.3,
    });
    expect(message!.obd).toEqual({
      engineRpm: 0,
      vehicleSpeedKmh: 20,
      throttlePositionPercent: 0,
      engineLoadPercent: 0,
      coolantTemperatureCelsius: 0,
      instantFuel: 10.89,
      averageFuelLitersPer100Km: 31.15,
      tripKm: 181.68,
      totalDistanceKm: 181,
      tripFuelLiters: 54.26,
      totalFuelLiters: 565.96,
      dtcCount: 0,
      hardAccelerations: 0,
      hardBrakes: 0,
    });
    expect(message!.issues).toEqual([]);
    const [raw] = decode(frame) as UnknownMessage[];
    expect(raw!.tail).toHaveLength(73);
  });
  it.each(["$OBD-TT,1,2", "$OBD-RT,1,2", "$OBD-RT,a,,,,,,,,,,,,,,", "$OBD-RT,1e3,,,,,,,,,,,,,,"])(
    "obd-rt leaves %s raw",
    (line) => {
      const data = Buffer.from(line).toString("hex");
      const length = line.length.toString(16).padStart(2, "0");
      const message = position(device("0200", `${POSITION} e6 ${length} ${data}`), "obd-rt");
      expect(message.obd).toBeUndefined();
      expect(message.jt808!.items).toHaveLength(1);
    },
  );
  it("mictrack-f3", () => {
    const message = position(
      "7e020000fe069262052409002e00000000000c00030154e8e906c6132a0013000000e622082617464401040000017f02020001030200002504000000002a0200002b0400000000300117310112e306000005890000f3b4000202000000030202f2000402375f00050400000000000602000c000702000c000801320009020072000b020035000c020050000d020176000e0122000f018a00501b4c46505445355430304730303030313233000000000000000000000052040000000c01000200010101040000000001020200010103040000000101040203e7010c02000e010d020000010e02059b010f0200720110023870011102000001120200000113020000011402000001160200005d7e",
      "mictrack-f3",
    );
    expect(message.supplyVolts).toBe(14.175);
    expect(message.obd).toEqual({
      vehicleSpeedKmh: 0,
      engineRpm: 754,
      odometerKm: 0,
      engineLoadPercent: 5,
      coolantTemperatureCelsius: 74,
      intakeManifoldPressureKpa: 53,
      intakeAirTemperatureCelsius: 40,
      throttlePositionPercent: 3400 / 255,
      vin: "LFPTE5T00G0000123",
    });
    const inner = message.jt808!.items!.filter(({ container }) => container === 0xf3);
    expect(inner.map(({ id }) => id)).toContain(0x0052);
    expect(inner).toHaveLength(30 - 10);
  });
  it("concox-f0", () => {
    const [message] = decode(
      fromHex(
        "7e0900005a4e55a0a5c9ad00c4f02204280610090002010d052b0150052c0400129009052d016b052e014f05300231ba053502000005360203b8053802000005390200ad053d0201ea05440150054604009899d90545040000001e000c0003015f3c0d06d4f39a8b7e",
      ),
      { jt808Profiles: ["concox-f0"] },
    ) as UnknownMessage[];
    expect(message).toMatchObject({
      time: new Date("2022-04-27T22:10:09Z"),
      supplyVolts: 12.73,
      obd: {
        fuelLevelPercent: 80,
        coolantTemperatureCelsius: 67,
        intakeAirTemperatureCelsius: 39,
        vehicleSpeedKmh: 0,
        engineRpm: 952,
        intakeManifoldPressureKpa: 49,
        odometerKm: 1000085.7,
      },
    });
    // Stored flag, kind of vehicle, subtype; the rest is undocumented.
    expect(Buffer.from(message!.tail!).toString("hex")).toBe("000201000c0003015f3c0d06d4f39a");
  });
  it("concox-f0 leaves other subtypes raw", () => {
    const frame = device("0900", "f0 220428061009 00 02 02 01 052b 01 50");
    const [message] = decode(frame, { jt808Profiles: ["concox-f0"] }) as UnknownMessage[];
    expect(message!.obd).toBeUndefined();
    expect(message!.tail).toHaveLength(14);
  });
  it("vjt-ea, in a batch whose second record is damaged", () => {
    const [message] = decode(
      fromHex(
        "7e070401d90111111111118d1f00020100e900000000000000030163cf29060bbe9d056402b20064200603172833010400054576030202b2ea5a00030507020f226300040503012a9198000504002469400006040035ff1e0007040008522800100e000400fa00bc00a500b000a202b2001202011b00130100001401190015020000001601f000170203d20018010f0019020047ec6560c00204f760d001456050017860f0015150b002005c6330015564600151649001005001010050020100500301005101017d01510201835104020fa6510501725106026e685107023a80510802ffff510a0103510c0155510d0400000000511101025112010000e9000000030163cf01060bc015056302bc005e200603172835010400054577030202bcea5a00030507020f22ae00040503012a9198000504002469420006040035ff1e0007040008522800100e000400fa00890083008a009602bc001202011b00130100001401190015020000001601f000170203d20018010e0019020048ec6560c002050260d001466050017860f0015150b002005c6330015564600151649001005001010050020100500301005101017d01510201835104020fa65105017251060273185107023a60510802ffff510a0103510c0155510d040000000051110102511201008c7e",
      ),
      { jt808Profiles: ["vjt-ea"] },
    ) as PositionsMessage[];
    expect(message!.positions).toHaveLength(1);
    expect(message!.positions[0]).toMatchObject({
      supplyVolts: 28.3,
      obd: {
        engineRpm: 1271,
        vehicleSpeedKmh: 69,
        coolantTemperatureCelsius: 80,
        intakeAirTemperatureCelsius: 41,
        intakeManifoldPressureKpa: 92,
        barometricPressureKpa: 85,
        ambientAirTemperatureCelsius: 41,
      },
    });
  });
  it("an unknown name is a RangeError that names the option", () => {
    expect(() => decode(device("0002", ""), { jt808Profiles: ["x" as never] })).toThrow(
      /jt808Profiles/,
    );
    expect(() => decode(frameOf("0002"), { jt808Profiles: ["__proto__" as never] })).toThrow(
      RangeError,
    );
  });
});
