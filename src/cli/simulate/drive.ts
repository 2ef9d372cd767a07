/** A vehicle that drives and parks, so that speed, course and positions fit together. */
import type { Random } from "./random.ts";
import { METERS_PER_DEGREE, type Route } from "./route.ts";

/** It turns back towards its start when it is further away than this. */
const RANGE_DEGREES = 0.3;

/** The change of its speed, in km/h per second. */
const CHANGE = { least: 2, most: 7 };

export class Drive {
  readonly #random: Random;
  readonly #home: { readonly latitude: number; readonly longitude: number };
  latitude: number;
  longitude: number;
  speedKmh = 0;
  courseDegrees: number;
  odometerMeters: number;
  #isDriving: boolean;
  #secondsLeft: number;
  #targetKmh = 0;
  readonly #route: Route | undefined;
  #routeMeters: number;

  /** @param route The road, if there is one, and the part of it that is already driven: 0 to 1. */
  constructor(
    random: Random,
    home: { readonly latitude: number; readonly longitude: number },
    { route, part = 0 }: { readonly route?: Route | undefined; readonly part?: number } = {},
  ) {
    this.#random = random;
    this.#home = home;
    this.latitude = home.latitude;
    this.longitude = home.longitude;
    this.courseDegrees = random.whole(0, 359);
    this.#route = route;
    this.#routeMeters = part * (route?.lengthMeters ?? 0);
    if (route !== undefined) Object.assign(this, route.at(this.#routeMeters));
    this.odometerMeters = random.whole(1_000, 90_000_000);
    this.#isDriving = random.chance(0.75);
    this.#secondsLeft = random.between(60, 900);
  }

  /** On while it drives, and until it has come to rest. */
  get ignition(): boolean {
    return this.#isDriving || this.speedKmh > 0;
  }

  /** Continues with the new course, changing the speed linearly. */
  advance(seconds: number): void {
    const random = this.#random;
    this.#secondsLeft -= seconds;
    if (this.#secondsLeft <= 0) {
      this.#isDriving = !this.#isDriving;
      this.#secondsLeft = this.#isDriving ? random.between(300, 1800) : random.between(60, 600);
    }
    if (!this.#isDriving) this.#targetKmh = 0;
    else if (this.#targetKmh === 0 || random.chance(0.1)) this.#targetKmh = random.between(15, 125);
    const before = this.speedKmh;
    const change = this.#targetKmh - before;
    const most = random.between(CHANGE.least, CHANGE.most) * seconds;
    this.speedKmh = before + Math.max(-most, Math.min(most, change));
    if (this.speedKmh > 0 || before > 0) this.#turn();
    const meters = (((before + this.speedKmh) / 2) * seconds) / 3.6;
    this.odometerMeters += meters;
    if (this.#route !== undefined) {
      this.#routeMeters += meters;
      Object.assign(this, this.#route.at(this.#routeMeters));
      return;
    }
    const course = (this.courseDegrees * Math.PI) / 180;
    this.latitude += (meters * Math.cos(course)) / METERS_PER_DEGREE;
    const narrowing = Math.cos((this.latitude * Math.PI) / 180);
    this.longitude += (meters * Math.sin(course)) / METERS_PER_DEGREE / narrowing;
  }

  #turn(): void {
    const north = this.#home.latitude - this.latitude;
    const east = this.#home.longitude - this.longitude;
    const isFar = Math.abs(north) > RANGE_DEGREES || Math.abs(east) > RANGE_DEGREES;
    const course = isFar
      ? (Math.atan2(east, north) * 180) / Math.PI
      : this.courseDegrees + this.#random.between(-30, 30);
    // Whole degrees, which every form of frame has.
    this.courseDegrees = (Math.round(course) + 720) % 360;
  }
}
