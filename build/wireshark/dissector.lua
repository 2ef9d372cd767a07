-- SinoTrack H02 and JT/T 808 for Wireshark 4. Made by sinotrack-protocol from the rows that its decoder runs on.
-- Copy it to the folder "Personal Lua Plugins" (Help, About Wireshark, Folders), or: tshark -X lua_script:sinotrack.lua

local DATA = {} --@DATA

local proto = Proto("sinotrack", "SinoTrack (H02, JT/T 808)")
proto.prefs.tcp_ports = Pref.range("TCP ports", "5013", "Ports of collectors", 65535)
proto.prefs.udp_ports = Pref.range("UDP ports", "5013", "Ports of collectors", 65535)
proto.prefs.utc_offset = Pref.uint("JT/T 808 clock", 480, "Minutes east of UTC")

local FIELDS = {}
local function field(name, make) FIELDS[name] = make("sinotrack." .. name, name) end
for name, kind in pairs(DATA.fields) do
  if kind == "time" then
    FIELDS[name] = ProtoField.absolute_time("sinotrack." .. name, name, base.UTC)
  elseif kind == "flag" then field(name, ProtoField.bool)
  elseif kind == "text" then field(name, ProtoField.string)
  else field(name, ProtoField.double) end
end
for _, name in ipairs({ "maker", "command", "deviceId", "alarm", "status.table", "status.load", "status.gnss" }) do field(name, ProtoField.string) end
for _, part in ipairs({ "mcc", "mnc", "lac", "cid" }) do
  field("cell." .. part, ProtoField.uint32)
  field("cells." .. part, ProtoField.uint32)
end
field("cells.rssi", ProtoField.int32)
field("cells.rssiDbm", ProtoField.int32)
field("wifi.bssid", ProtoField.string)
field("wifi.rssiDbm", ProtoField.int32)
field("batteryCode", ProtoField.uint8)
field("field", ProtoField.string)
field("raw", ProtoField.bytes)
field("tail", ProtoField.bytes)
field("jt808.version", ProtoField.uint16)
field("jt808.encryption", ProtoField.uint8)
field("jt808.part.number", ProtoField.uint16)
field("jt808.part.total", ProtoField.uint16)
field("checksum", ProtoField.uint8)
for _, part in ipairs({ "alarmFlag", "number", "block" }) do field("picture." .. part, ProtoField.uint8) end
for _, part in ipairs({ "doors", "acc", "remoteControl", "tyres", "lights" }) do field("pengaoda.bodyState." .. part, ProtoField.uint8) end
field("pengaoda.bodyState.gear", ProtoField.string)
field("pengaoda.faultCodes.code", ProtoField.string)
field("pengaoda.faultCodes.type", ProtoField.uint8)
field("obdPids.pid", ProtoField.uint8)
field("obdPids.data", ProtoField.bytes)
FIELDS["status.word"] = ProtoField.uint32("sinotrack.status.word", "status word", base.HEX)
FIELDS["status.alarmWord"] = ProtoField.uint32("sinotrack.status.alarmWord", "alarm word", base.HEX)
for _, state in ipairs(DATA.states) do field("status." .. state.state, ProtoField.bool) end
for _, state in ipairs(DATA.jt808States) do field("status." .. state.name, ProtoField.bool) end
local all = {}
for _, one in pairs(FIELDS) do all[#all + 1] = one end
proto.fields = all

local ISSUE = ProtoExpert.new("sinotrack.issue", "value that cannot be", expert.group.PROTOCOL, expert.severity.WARN)
proto.experts = { ISSUE }

-- Bytes ------------------------------------------------------------------------------------------------------------

local Reader = {}
Reader.__index = Reader

-- Places in rows count half-bytes.
local function reader(tvb, tree, settings)
  local bytes = {}
  local array = tvb:bytes()
  for i = 0, array:len() - 1 do bytes[i] = array:get_index(i) end
  return setmetatable({ tvb = tvb, tree = tree, b = bytes, len = array:len(), s = settings }, Reader)
end

function Reader:half(at)
  local byte = self.b[math.floor(at / 2)] or 0
  if at % 2 == 0 then return math.floor(byte / 16) end
  return byte % 16
end

function Reader:uint(at, to)
  local value = 0
  for i = at, to - 1 do value = value * 16 + self:half(i) end
  return value
end

function Reader:digits(at, to)
  local value = 0
  for i = at, to - 1 do
    local digit = self:half(i)
    if digit > 9 then return nil end
    value = value * 10 + digit
  end
  return value
end

function Reader:hex(at, to)
  local text = {}
  for i = at, to - 1 do text[#text + 1] = string.format("%x", self:half(i)) end
  return table.concat(text)
end

function Reader:range(at, to)
  local from = math.floor(at / 2)
  return self.tvb(from, math.max(0, math.ceil(to / 2) - from))
end

function Reader:give(name, at, to, value)
  local known = FIELDS[name]
  if known ~= nil and DATA.fields[name] == "number" and type(value) ~= "number" then known = nil end
  if known == nil then return self.tree:add(self:range(at, to), name .. ": " .. tostring(value)) end
  return self.tree:add(known, self:range(at, to), value)
end

function Reader:raw(name, at, to)
  if to > at then self.tree:add(FIELDS["raw"], self:range(at, to)):append_text(" (" .. name .. ")") end
end

function Reader:keep(at, to)
  if to > at then self.tree:add(FIELDS["tail"], self:range(at, to)) end
end

function Reader:issue(name, at, to)
  self.tree:add(self:range(at, to), name .. ": none"):add_proto_expert_info(ISSUE, "sinotrack: " .. name)
end

-- Dates ------------------------------------------------------------------------------------------------------------

local function isDay(day, month, year)
  if month < 1 or month > 12 or day < 1 then return false end
  local full = year >= 80 and 1900 + year or 2000 + year
  local leap = (full % 4 == 0 and full % 100 ~= 0) or full % 400 == 0
  local days = { 31, leap and 29 or 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 }
  return day <= days[month]
end

local function epochDays(day, month, year)
  local y = year >= 80 and 1900 + year or 2000 + year
  if month <= 2 then y = y - 1 end
  local era = math.floor(y / 400)
  local yoe = y - era * 400
  local doy = math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1
  return era * 146097 + yoe * 365 + math.floor(yoe / 4) - math.floor(yoe / 100) + doy - 719468
end

local function secondsOfDay(hour, minute, second)
  if hour > 23 or minute > 59 or second > 59 then return nil end
  return hour * 3600 + minute * 60 + second
end

-- Status -----------------------------------------------------------------------------------------------------------

local function bitOf(word, n) return math.floor(word / 2 ^ n) % 2 end

local function giveStatus(r, at, to, word, tableName)
  r:give("status.word", at, to, word)
  if tableName == nil then return end
  r:give("status.table", at, to, tableName)
  for _, state in ipairs(DATA.states) do
    if not (tableName == "cantrack" and state.state == "storedRecord") then
      local isHigh = bitOf(word, state.bit) == 1
      r:give("status." .. state.state, at, to, isHigh == (state.trueWhen == "high"))
    end
  end
  local seen = {}
  r.alarms = seen
  for _, row in ipairs(DATA.tables[tableName]) do
    if bitOf(word, row.bit) == 0 and not seen[row.alarm] then
      seen[row.alarm] = true
      r:give("alarm", at, to, row.alarm)
    end
  end
end

-- Kinds of bytes ---------------------------------------------------------------------------------------------------

local KINDS = {}
local readRows

local function scaled(k, count)
  if k.over == 1 then return count * k.times + k.plus end
  return (count * k.times + k.plus * k.over) / k.over
end

local function number(r, at, to, row, count)
  local k = row.kind
  if count == nil then return r:issue(row.name, at, to) end
  if count == 0 and k.isZeroAbsent then return end
  if k.none ~= nil and count == k.none then return end
  if count > k.most or count < k.least then
    if k.isBeyondKept then return r:keep(at, to) end
    if count ~= k.notKnown then r:issue(row.name, at, to) end
    return
  end
  r:give(row.name, at, to, scaled(k, count))
end

function KINDS.uint(r, at, to, row) number(r, at, to, row, r:uint(at, to)) end
function KINDS.int(r, at, to, row)
  local count, all = r:uint(at, to), 16 ^ (to - at)
  number(r, at, to, row, count >= all / 2 and count - all or count)
end
function KINDS.bcd(r, at, to, row) number(r, at, to, row, r:digits(at, to)) end

function KINDS.moment(r, at, to, row)
  local k = row.kind
  local clock = k.isLocal and at + 6 or at
  local date = k.isLocal and at or at + 6
  local hour, minute, second = r:digits(clock, clock + 2), r:digits(clock + 2, clock + 4), r:digits(clock + 4, clock + 6)
  local day = r:digits(k.isLocal and date + 4 or date, k.isLocal and date + 6 or date + 2)
  local month = r:digits(date + 2, date + 4)
  local year = r:digits(k.isLocal and date or date + 4, k.isLocal and date + 2 or date + 6)
  if not (hour and minute and second and day and month and year) then return r:issue(row.name, at, to) end
  local seconds = secondsOfDay(hour, minute, second)
  if seconds == nil or not isDay(day, month, year) then return r:issue(row.name, at, to) end
  if k.isLocal then seconds = seconds - proto.prefs.utc_offset * 60 end
  r:give(row.name, at, to, NSTime.new(epochDays(day, month, year) * 86400 + seconds, 0))
end

local function allSame(r, at, to)
  local first = r:half(at)
  if first ~= 0 and first ~= 9 then return nil end
  for i = at, to - 1 do if r:half(i) ~= first then return nil end end
  return first
end

function KINDS.degreesMinutes(r, at, to, row)
  local k = row.kind
  local degrees, minutes = r:digits(at, at + k.degreeDigits), r:digits(at + k.degreeDigits, to)
  if degrees == nil or minutes == nil then return r:issue(row.name, at, to) end
  local own = allSame(r, at, to)
  if own ~= nil and own == allSame(r, at + k.other, at + k.other + 17 - (to - at)) then
    return r:issue(row.name, at, to)
  end
  local units = degrees * 600000 + minutes
  if minutes >= 600000 or units > (k.degreeDigits == 2 and 90 or 180) * 600000 then
    return r:issue(row.name, at, to)
  end
  local isPositive = math.floor(r:half(at + k.flagAfter) / k.positive) % 2 == 1
  r:give(row.name, at, to, (isPositive or units == 0) and units / 600000 or -units / 600000)
end

function KINDS.millionths(r, at, to, row)
  local k = row.kind
  local units = r:uint(at, to)
  if units > k.most * 1000000 then return r:issue(row.name, at, to) end
  if units == 0 and r:uint(at + k.other, to + k.other) == 0 then return r:issue(row.name, at, to) end
  local isNegative = units > 0 and math.floor(r:half(at + k.flagAfter) / k.negative) % 2 == 1
  r:give(row.name, at, to, isNegative and -units / 1000000 or units / 1000000)
end

function KINDS.bit(r, at, to, row)
  r:give(row.name, at, to, math.floor(r:half(at) / row.kind.mask) % 2 == 1)
end

function KINDS.bits(r, at, to, row)
  local names = row.kind.names
  local word = r:uint(at, to)
  for bit = 0, (to - at) * 4 - 1 do
    if bitOf(word, bit) == 1 then
      local name = bit + 1
      if names then
        name = names[bit + 1]
        if not name then name = "bit" .. bit end
      end
      r:give(row.name, at, to, name)
    end
  end
end

function KINDS.oneOf(r, at, to, row)
  local name = row.kind.names[r:uint(at, to) + 1]
  if not name then return r:issue(row.name, at, to) end
  if row.name == "pengaoda.recordKind" then r.s.recordKind = name end
  r:give(row.name, at, to, name)
end

function KINDS.id(r, at, to, row)
  local stop = at + row.kind.digits
  r:give(row.name, at, to, r:hex(at, stop))
  if r:digits(at, stop) == nil then r:issue(row.name, at, to) end
end
-- That of the frame itself is given with the frame.
function KINDS.messageId(r, at, to, row)
  if row.name ~= "command" then r:give(row.name, at, to, "0x" .. r:hex(at, to)) end
end
function KINDS.marker() end
function KINDS.count() end
function KINDS.length() end

local function keep(r, at, to) r:keep(at, to) end

function KINDS.mark(r, at, to, row)
  for i, byte in ipairs(row.kind.bytes) do
    if r.b[math.floor(at / 2) + i - 1] ~= byte then return keep(r, at, to) end
  end
end

function KINDS.kept(r, at, to, row)
  local usual = row.kind.usual
  if usual then
    local same = true
    for i, byte in ipairs(usual) do if r.b[math.floor(at / 2) + i - 1] ~= byte then same = false end end
    if same then return end
  end
  keep(r, at, to)
end

local function givePart(r, list, name, at, to, value)
  if value ~= 0 or name == "mnc" or name == "rssi" then r:give(list .. "." .. name, at, to, value) end
end

function KINDS.cell(r, at, to, row)
  local sum, mcc, from = 0, 0, at
  for _, part in ipairs(row.kind.parts) do
    local value = r:uint(from, from + part[2] * 2)
    if part[1] == "mcc" then mcc = value end
    sum, from = sum + value, from + part[2] * 2
  end
  if sum == 0 or mcc > 999 then return r:issue(row.name, at, to) end
  from = at
  for _, part in ipairs(row.kind.parts) do
    local next = from + part[2] * 2
    givePart(r, "cell", part[1], from, next, r:uint(from, next))
    from = next
  end
end

function KINDS.threeCells(r, at, to)
  local mcc, mnc = r:uint(at, at + 4), r:uint(at + 4, at + 6)
  if mcc > 999 then r:issue("cells", at, at + 4) end
  for i = 0, 2 do
    local from = at + 6 + i * 10
    if mcc <= 999 then givePart(r, "cells", "mcc", at, at + 4, mcc) end
    givePart(r, "cells", "mnc", at + 4, at + 6, mnc)
    givePart(r, "cells", "lac", from, from + 4, r:uint(from, from + 4))
    givePart(r, "cells", "cid", from + 4, from + 8, r:uint(from + 4, from + 8))
    givePart(r, "cells", "rssi", from + 8, from + 10, r:uint(from + 8, from + 10))
  end
end

local function batteryStep(r, at, to, row, step)
  r:give(row.name, at, to, DATA.batterySteps[step])
  r:give("batteryCode", at, to, step)
end
function KINDS.batteryByte(r, at, to, row)
  local code = r:uint(at, to)
  if code == 0 then return end
  if code <= 6 then return batteryStep(r, at, to, row, code) end
  if code > 100 then return r:issue(row.name, at, to) end
  r:give(row.name, at, to, code)
end
function KINDS.stepAndImpacts(r, at, to, row)
  local step = r:half(at + 1)
  if step < 1 or step > 6 then return r:issue(row.name, at, to) end
  batteryStep(r, at, to, row, step)
end
function KINDS.userAlarmByte(r, at)
  local function giveLow(rows, from)
    local byte = r:uint(from, from + 2)
    for _, row in ipairs(rows) do
      if bitOf(byte, row[1]) == 0 and not r.alarms[row[2]] then
        r.alarms[row[2]] = true
        r:give("alarm", from, from + 2, row[2])
      end
    end
  end
  giveLow(DATA.userAlarms, at)
  giveLow(DATA.impactAlarms, at - 26)
end
function KINDS.pictureBlock(r, at)
  for i, part in ipairs({ "alarmFlag", "number", "block" }) do
    r:give("picture." .. part, at + i * 2 - 2, at + i * 2, r:uint(at + i * 2 - 2, at + i * 2))
  end
end
function KINDS.pid(r, at, to, row)
  r:give(row.name .. ".pid", at, at + 2, r:uint(at, at + 2))
  r.tree:add(FIELDS[row.name .. ".data"], r:range(at + 2, to))
end
function KINDS.faultCode(r, at, to, row)
  r:give(row.name .. ".code", at, at + 4, r:hex(at, at + 4))
  r:give(row.name .. ".type", at + 4, to, r:uint(at + 4, to))
end
function KINDS.bodyState(r, at, to, row)
  for i, part in ipairs({ "doors", "acc", "remoteControl", "gear", "tyres", "lights" }) do
    local from, byte = at + i * 2 - 2, r:uint(at + i * 2 - 2, at + i * 2)
    if part ~= "gear" then r:give(row.name .. "." .. part, from, from + 2, byte)
    elseif string.find("PRND", string.char(byte), 1, true) then r:give(row.name .. ".gear", from, from + 2, string.char(byte))
    else r:issue(row.name .. ".gear", from, from + 2) end
  end
end
function KINDS.twoSystems(r, at, to, row) r:give(row.name, at, to, r:half(at) + r:half(at + 1)) end
function KINDS.halfDegrees(r, at, to, row)
  local byte = r:uint(at, to)
  if byte == 0xff then return end
  if byte == 0xfe then return r:issue(row.name, at, to) end
  local isNegative = byte > 0 and r:half(at + 11) % 2 == 1
  r:give(row.name, at, to, isNegative and -byte / 2 or byte / 2)
end
function KINDS.statusBytes(r, at, to) giveStatus(r, at, to, r:uint(at, to), r.s.table or "tq") end

-- Kinds of JT/T 808 ------------------------------------------------------------------------------------------------

function KINDS.alarmWord(r, at, to)
  local word = r:uint(at, to)
  r:give("status.alarmWord", at, to, word)
  for _, row in ipairs(DATA.jt808Alarms) do
    if bitOf(word, row.bit) == 1 and (row.edition == nil or row.edition == r.s.edition) then r:give("alarm", at, to, row.alarm) end
  end
end
function KINDS.statusWord(r, at, to)
  local word = r:uint(at, to)
  r:give("status.word", at, to, word)
  r:give("status.table", at, to, "jt808")
  r:give("valid", at, to, bitOf(word, 1) == 1)
  for _, state in ipairs(DATA.jt808States) do
    if state.edition == nil or state.edition == r.s.edition then
      local isSet = false
      for bit = state.first, state.last do isSet = isSet or bitOf(word, bit) == 1 end
      r:give("status." .. state.name, at, to, isSet)
    end
  end
  local load = DATA.loads[bitOf(word, 9) * 2 + bitOf(word, 8) + 1]
  if load then r:give("status.load", at, to, load) else r:issue("status.load", at, to) end
  if bitOf(word, 5) == 1 then r:issue("position encrypted", at, to) end
  for i, system in ipairs(DATA.gnss) do
    if bitOf(word, 17 + i) == 1 then r:give("status.gnss", at, to, system) end
  end
end
function KINDS.attributes(r, at, to, row)
  local bits, version = r:uint(at, to), row.kind.version
  local encryption = math.floor(bits / 1024) % 8
  r:give("jt808.version", at, to, version)
  if encryption > 0 then r:give("jt808.encryption", at, to, encryption) end
end
function KINDS.phone(r, at, to, row)
  if r:digits(at, to) ~= nil then return r:give(row.name, at, to, r:hex(at, to)) end
  -- A packed IMEI: its first 14 digits as a number; the check digit by Luhn.
  local packed = string.format("%.0f", r:uint(at, to))
  if to - at ~= 12 or #packed ~= 14 then
    r:issue(row.name, at, to)
    return r:give(row.name, at, to, r:hex(at, to))
  end
  local sum = 0
  for i = 1, 14 do
    local digit = tonumber(string.sub(packed, i, i)) * (i % 2 == 0 and 2 or 1)
    sum = sum + (digit > 9 and digit - 9 or digit)
  end
  r:give(row.name, at, to, packed .. (10 - sum % 10) % 10)
end
function KINDS.partNumbers(r, at, to)
  r:give("jt808.part.total", at, at + 4, r:uint(at, at + 4))
  r:give("jt808.part.number", at + 4, to, r:uint(at + 4, to))
end
-- Without what fills it up.
local function trimmed(r, at, to)
  local from, stop = math.floor(at / 2), math.floor(to / 2)
  while stop > from and (r.b[stop - 1] == 0 or r.b[stop - 1] == 32) do stop = stop - 1 end
  while from < stop and r.b[from] == 0 do from = from + 1 end
  return from, stop
end
function KINDS.ascii(r, at, to, row)
  local from, stop = trimmed(r, at, to)
  local text = {}
  for i = from, stop - 1 do
    if r.b[i] < 32 or r.b[i] > 126 then return r:issue(row.name, at, to) end
    text[#text + 1] = string.char(r.b[i])
  end
  if #text > 0 then r:give(row.name, at, to, table.concat(text)) else r:issue(row.name, at, to) end
end
function KINDS.asciiTexts(r, at, to, row)
  local from, stop = trimmed(r, at, to)
  if from == stop then return end
  local text = {}
  for i = from, stop - 1 do
    if r.b[i] < 32 or r.b[i] > 126 then return r:raw(row.name, at, to) end
    text[#text + 1] = string.char(r.b[i])
  end
  for one in string.gmatch(table.concat(text) .. ",", "([^,]*),") do r:give(row.name, at, to, one) end
end
function KINDS.bcdIccid(r, at, to, row)
  local digits = string.upper(r:hex(at, to))
  if string.match(digits, "^0*$") or string.match(digits, "^F*$") then return r:issue(row.name, at, to) end
  r:give(row.name, at, to, digits)
end
function KINDS.cargoTemperature(r, at, to, row)
  local count = r:uint(at, to)
  if count < 0x8000 then return r:give(row.name, at, to, count) end
  for _, one in ipairs({ 0x8000 - count, count - 0x10000 }) do
    if one >= -273 then return r:give(row.name, at, to, one) end
  end
  r:issue(row.name, at, to)
end
function KINDS.batteryTenths(r, at, to, row)
  local tens, percent = r:uint(at, at + 2) * 10, r:uint(at + 2, to)
  local agrees = percent >= 1 and percent <= 100 and math.abs(percent - tens) <= 10
  r:give(row.name, at, to, agrees and percent or tens)
end
function KINDS.list(r, at, to, row)
  local element = row.kind.element
  if KINDS[element.kind] == nil then return r:raw(row.name, at, to) end
  for from = at, to - element.halves, element.halves do
    KINDS[element.kind](r, from, from + element.halves, { name = row.name, kind = element })
  end
end
function KINDS.record(r, at, to, row) readRows(r, row.kind.rows, at, to) end

local function fitsItem(r, row, at, to)
  local k = row.kind
  if k.halves ~= -1 and k.halves ~= to - at then return false end
  -- Of two readings of one item the first holds a number up to its most.
  if k.kind == "uint" and k.hasFits and k.halves ~= -1 then return r:uint(at, to) <= k.most end
  if k.kind == "ascii" then
    for i = math.floor(at / 2), math.floor(to / 2) - 1 do if r.b[i] > 126 or (r.b[i] < 32 and r.b[i] ~= 0) then return false end end
  end
  if k.kind == "batteryTenths" then return r:uint(at, at + 2) <= 10 end
  if k.kind == "list" then return to > at and (to - at) % k.element.halves == 0 end
  return true
end

local function readItem(r, rows, at, to, id)
  for _, row in ipairs(rows or {}) do
    if fitsItem(r, row, at, to) then
      local read = KINDS[row.kind.kind]
      if read then read(r, at, to, row) else r:raw(row.name, at, to) end
      return
    end
  end
  r:raw("item " .. string.format("%02X", id), at, to)
end

local function readContainer(r, items, at, to, idHalves)
  local from = at
  while from + idHalves + 2 <= to do
    local id = r:uint(from, from + idHalves)
    local value = from + idHalves + 2
    local next = value + r:uint(from + idHalves, value) * 2
    if next > to then break end
    readItem(r, items[id], value, next, id)
    from = next
  end
  keep(r, from, to)
end

function KINDS.items(r, at, to) readContainer(r, DATA.items, at, to, 2) end
function KINDS.records(r, at, to)
  local from = at
  -- SanLeny devices send the length of all records before the first, and none before the others.
  local count, found = r:uint(at - 6, at - 2), 0
  local all = to - at >= 4 and r:uint(at, at + 4) or 0
  if count > 1 and at + 4 + all * 2 == to and all % count == 0 and all / count >= 28 then
    for i = 0, count - 1 do readRows(r, DATA.position, at + 4 + i * all / count * 2, at + 4 + (i + 1) * all / count * 2) end
    return
  end
  while from + 4 <= to do
    local next = from + 4 + r:uint(from, from + 4) * 2
    if next > to or next - from - 4 < 56 then break end
    readRows(r, DATA.position, from + 4, next)
    from, found = next, found + 1
  end
  if found ~= count or from < to then r:issue("positions", at - 6, at - 2) end
  keep(r, from, to)
end

-- Rows one behind the other, as far as they fit.
readRows = function(r, rows, at, to)
  for i, row in ipairs(rows) do
    local halves = row.kind.halves
    local next = halves == -1 and to or at + halves
    if next > to then return at end
    local read = KINDS[row.kind.kind]
    if read then read(r, at, next, row) else r:raw(row.name, at, next) end
    at = next
  end
  return at
end

-- Kinds of text ----------------------------------------------------------------------------------------------------

local TEXT = {}

function TEXT.clock(t, at, row)
  local h, m, s = string.match(t.fields[at].text, "^(%d%d)(%d%d)(%d%d)$")
  t.seconds = h and secondsOfDay(tonumber(h), tonumber(m), tonumber(s)) or nil
end
function TEXT.date(t, at, row)
  local d, m, y = string.match(t.fields[at].text, "^(%d%d)(%d%d)(%d%d)$")
  if d == nil then return false end
  d, m, y = tonumber(d), tonumber(m), tonumber(y)
  if t.seconds == nil or not isDay(d, m, y) then return false end
  t:give(row.name, at, at, NSTime.new(epochDays(d, m, y) * 86400 + t.seconds, 0))
end
local function trim(text) return string.match(text, "^ *(.-) *$") end
function TEXT.validity(t, at, row)
  local letter = string.upper(trim(t.fields[at].text))
  if letter == "A" or letter == "B" then t:give(row.name, at, at, true)
  elseif letter == "V" then t:give(row.name, at, at, false)
  else return false end
end
TEXT.noFix = TEXT.validity
function TEXT.coordinate(t, at, row)
  local k = row.kind
  local text = trim(t.fields[at].text)
  local minus, degrees, minutes = string.match(text, "^(%-?)(" .. string.rep("%d", k.degreeDigits) .. ")(%d%d%.%d*)$")
  local letter = t.fields[at + 1] and trim(t.fields[at + 1].text)
  if degrees == nil or (letter ~= k.positive and letter ~= k.negative) or #minutes > 11 then return false end
  if string.match(text, "^-?[0.]*$") or string.match(text, "^-?[9.]*$") then return false end
  if minus == "-" and letter == k.positive then return false end
  local value = tonumber(degrees) + tonumber(minutes) / 60
  if tonumber(minutes) >= 60 or value > k.most then return false end
  t:give(row.name, at, at + 1, letter == k.negative and -value or value)
end
-- Up to eleven digits with or without a point; with a sign where values may have one.
local function decimal(text, isSigned)
  local sign, digits = string.match(trim(text), "^(%-?)(%d*%.?%d*)$")
  if digits == nil or (sign == "-" and not isSigned) then return nil end
  local value = tonumber(digits)
  if value == nil or #digits - (string.find(digits, ".", 1, true) and 1 or 0) > 11 then return nil end
  return sign == "-" and value > 0 and -value or value
end
function TEXT.knots(t, at, row)
  local value = decimal(t.fields[at].text)
  if value == nil or value > 999.999 then return false end
  t:give(row.name, at, at, value * DATA.knotKmh)
end
function TEXT.decimal(t, at, row)
  local value = decimal(t.fields[at].text, row.kind.least < 0)
  if value == nil or value > row.kind.most or value < row.kind.least then return false end
  t:give(row.name, at, at, value)
end
-- At most 15 digits; nil for what is none.
local function whole(text, most)
  local digits = string.match(trim(text), "^%d+$")
  if digits == nil or #digits > 15 or tonumber(digits) > most then return nil end
  return tonumber(digits)
end
function TEXT.whole(t, at, row)
  local k = row.kind
  local count = whole(t.fields[at].text, k.most)
  if count == nil then return false end
  t:give(row.name, at, at, count * k.times / k.over)
end
function TEXT.csqOrPercent(t, at, row)
  local level = whole(t.fields[at].text, 100)
  if level == nil or level == 99 then return false end
  t:give(level > 31 and row.instead or row.name, at, at, level)
end
function TEXT.hexadecimal(t, at, row)
  local digits = string.match(trim(t.fields[at].text), "^%x+$")
  if digits == nil or #digits > 8 then return false end
  t:give(row.name, at, at, tonumber(digits, 16))
end
function TEXT.oneOfDigits(t, at, row)
  local digit = whole(t.fields[at].text, 1e15)
  local name = digit and row.kind.names[digit + 1]
  if not name then return false end
  t:give(row.name, at, at, name)
end
local function batteryText(t, at, row, code)
  if code == nil then return false end
  if code < 1 or code > 6 then return t:give(row.name, at, at, code) end
  t:give(row.name, at, at, DATA.batterySteps[code])
  t:give("batteryCode", at, at, code)
end
function TEXT.batteryCode(t, at, row) return batteryText(t, at, row, whole(t.fields[at].text, 100)) end
function TEXT.battery99(t, at, row)
  local percent = whole(t.fields[at].text, 100)
  if percent == nil then return false end
  t:give(row.name, at, at, percent == 99 and 100 or percent)
end
function TEXT.statusText(t, at, row)
  local word = tonumber(string.match(t.fields[at].text, "^%x%x%x%x%x%x%x%x$") or "", 16)
  if word == nil then return false end
  giveStatus(t, at, at, word, t.table)
end
-- Units that send all of a cell in hexadecimal.
local function isHexFamily(t) return #t.id == 15 and string.match(t.id, "^35[346]") ~= nil end
local function isHexCell(t, at)
  for i = at, at + 3 do if string.match(trim(t.fields[i].text), "[A-Fa-f]") then return true end end
  return isHexFamily(t)
end
-- -1 for an empty field, nil for what is no number.
local function cellNumber(text, isHex)
  local digits = trim(text)
  if digits == "" then return -1 end
  if not string.match(digits, isHex and "^%x+$" or "^%d+$") or #digits > (isHex and 8 or 15) then return nil end
  return tonumber(digits, isHex and 16 or 10)
end
local function isSwapped(t, at)
  return isHexCell(t, at) and (cellNumber(t.fields[at + 2].text, true) or 0) > 0xffff
end
local function cell(t, at, row, isPlain)
  local texts = {}
  for i = 0, 3 do texts[i] = t.fields[at + i].text end
  local isHex, swapped = isHexCell(t, at), isSwapped(t, at)
  local lac, cid = cellNumber(texts[2], isHex), cellNumber(texts[3], isHex)
  if swapped then lac, cid = cellNumber(texts[3], false), lac end
  local country = string.match(trim(texts[0]), "^%d%d%d$")
  local isDecimal = not isHexFamily(t) and country ~= nil and tonumber(country) >= 200 and tonumber(country) <= 799
  local isHexNetwork = isHex and not swapped and not isDecimal
  local mcc, mnc = cellNumber(texts[0], isHexNetwork), cellNumber(texts[1], isHexNetwork)
  if not (mcc and mnc and lac and cid) then return false end
  -- Behind the two digits of the network its first one once more, unless it is padded.
  local isPadded = #texts[1] > 1 and string.sub(texts[1], 1, 1) == "0"
  if not isPlain and isHexFamily(t) and not isPadded and mnc % 10 == math.floor(mnc / 100) then mnc = math.floor(mnc / 10) end
  if mcc > 999 or mnc > 999 or lac > 0xffff or cid > 0xfffffff then return false end
  if mcc <= 0 and mnc <= 0 and lac <= 0 and cid <= 0 then return false end
  for i, part in ipairs({ { "mcc", mcc }, { "mnc", mnc }, { "lac", lac }, { "cid", cid } }) do
    local from = at + i - 1
    if part[2] > 0 or (part[1] == "mnc" and part[2] == 0) then t:give(row.name .. "." .. part[1], from, from, part[2]) end
  end
end
function TEXT.servingCell(t, at, row) return cell(t, at, row, false) end
function TEXT.plainCell(t, at, row) return cell(t, at, row, true) end
function TEXT.batteryBehindCell(t, at, row)
  local function isZero(i) local text = trim(t.fields[i].text) return text == "" or whole(text, 0) == 0 end
  local code = whole(t.fields[at].text, 100)
  if (isZero(at - 2) and isZero(at - 1)) or isSwapped(t, at - 4) then return batteryText(t, at, row, code) end
  if code == nil then return false end
  t:give(row.name, at, at, code)
end
function TEXT.lacCidHex(t, at, row)
  local lac, cid = cellNumber(t.fields[at].text, true), cellNumber(t.fields[at + 1].text, true)
  if not lac or not cid or lac < 0 or cid < 0 or lac > 0xffff or cid > 0xfffffff or lac + cid == 0 then return false end
  if lac > 0 then t:give(row.name .. ".lac", at, at, lac) end
  if cid > 0 then t:give(row.name .. ".cid", at + 1, at + 1, cid) end
end
function TEXT.networkCell(t, at, row)
  local mcc, mnc = whole(t.fields[at].text, 999), whole(t.fields[at + 1].text, 999)
  if mcc then t:give(row.name .. ".mcc", at, at, mcc) end
  if mnc then t:give(row.name .. ".mnc", at + 1, at + 1, mnc) end
  if not (mcc or mnc) then return false end
end
-- Of the cells that follow.
function TEXT.network(t, at)
  t.mcc, t.mnc = whole(t.fields[at].text, 999), whole(t.fields[at + 1].text, 999)
end
function TEXT.announced() end
function TEXT.scannedCell(t, at, row)
  for _, part in ipairs({ "mcc", "mnc" }) do
    if t[part] and (part == "mnc" or t[part] > 0) then t:give(row.name .. "." .. part, at, at, t[part]) end
  end
  for i, part in ipairs(row.kind.parts) do
    local from = at + i - 1
    local text, name = trim(t.fields[from].text), part[1]
    local dbm = (name == "level" or name == "rssiDbm") and string.match(text, "^%-(%d+)$")
    if dbm then t:give(row.name .. ".rssiDbm", from, from, -tonumber(dbm))
    elseif name ~= "rssiDbm" then
      local isId = name == "lac" or name == "cid"
      local value = whole(text, name == "lac" and 0xffff or name == "cid" and 0xfffffff or 255)
      if value and (value > 0 or not isId) then t:give(row.name .. "." .. (isId and name or "rssi"), from, from, value) end
    end
  end
end
function TEXT.iccid(t, at, row)
  local text = trim(t.fields[at].text)
  if not string.match(text, "^[%x?]+$") then return false end
  t:give(row.name, at, at, text)
end
function TEXT.phoneOrIp(t, at, row)
  local text = trim(t.fields[at].text)
  if text == "" then return false end
  t:give(string.find(text, ".", 1, true) and row.instead or row.name, at, at, text)
end
function TEXT.phoneOrIccid(t, at, row)
  if #trim(t.fields[at].text) > 15 then return TEXT.iccid(t, at, { name = row.instead }) end
  return TEXT.phoneOrIp(t, at, { name = row.name, instead = row.name })
end
function TEXT.wifi(t, at, row)
  local bssid, level = string.match(trim(t.fields[at].text), "^%x+$"), cellNumber(t.fields[at + 1].text, true)
  if bssid == nil or #bssid ~= 12 then return false end
  t:give(row.name .. ".bssid", at, at, string.lower(bssid))
  if level and level >= 0 and level <= 0xff then t:give(row.name .. ".rssiDbm", at + 1, at + 1, level - 110) end
end
function TEXT.text(t, at, row) t:give(row.name, at, at, t.fields[at].text) end

local Text = {}
Text.__index = Text
function Text:range(from, to)
  local last = self.fields[to]
  return self.tvb(self.fields[from].at, last.at + #last.text - self.fields[from].at)
end
function Text:give(name, from, to, value)
  if FIELDS[name] then self.tree:add(FIELDS[name], self:range(from, to), value) end
end
function Text:rawField(at) self.tree:add(FIELDS["field"], self:range(at, at)) end

local function isDigits(t, at, least, most)
  local one = t.fields[at]
  return one ~= nil and #one.text >= least and #one.text <= most and string.match(one.text, "^%d+$") ~= nil
end
local function isReport(t)
  if #t.fields <= 3 then return false end
  local first, second = t.fields[4].text, t.fields[5] and string.upper(t.fields[5].text)
  return first == "" or isDigits(t, 4, 6, 6) or second == "A" or second == "B" or second == "V"
end

local function readTextRow(t, at, row)
  local last = at + row.kind.fields - 1
  if last > #t.fields then return #t.fields + 1 end
  local read = TEXT[row.kind.kind]
  if read == nil or read(t, at, row) == false then for i = at, last do t:rawField(i) end end
  return last + 1
end

-- The table of the status, where a tail tells whose it is; nil where two tails have two.
local function tableOf(t, form)
  local left = #t.fields - 3
  if t.fields[#t.fields].text == "" then left = left - 1 end
  local found = {}
  for _, part in ipairs(form.parts) do
    if part.part == "row" then left = left - part.row.kind.fields end
    for _, tail in ipairs(part.tails or {}) do
      if tail.fields == left or tail.fields == left - 1 then found[tail.table or t.table] = true end
    end
  end
  local only
  for name in pairs(found) do
    if only ~= nil then return nil end
    only = name
  end
  return only or t.table
end

-- As far as rows tell.
local function fitsTail(t, tail, at)
  for _, one in ipairs(tail.widths or {}) do
    local width = #t.fields[at + one[1]].text
    if width < one[2] or width > one[3] then return false end
  end
  if tail.fits ~= "networkCell" then return true end
  local country = string.match(trim(t.fields[at].text), "^%d%d%d$")
  if country == nil or isHexFamily(t) or not isDigits(t, at + 1, 1, 3) then return false end
  return tonumber(country) >= 200 and tonumber(country) <= 799
end

local function readForm(t, form)
  local at = 4
  t.table = tableOf(t, form)
  for _, part in ipairs(form.parts) do
    if part.part == "row" then
      if row == nil and at > #t.fields then return at end
      at = readTextRow(t, at, part.row)
    elseif part.part == "battery" then
      if isDigits(t, at, 1, 3) and isDigits(t, at + 1, 6, 6) then t:rawField(at) at = at + 1 end
    elseif part.part == "tails" then
      local left, found = #t.fields - at + 1, nil
      -- An empty field at the end says nothing.
      if left > 0 and t.fields[#t.fields].text == "" then left = left - 1 end
      for _, tail in ipairs(part.tails) do
        if tail.fields == left and fitsTail(t, tail, at) then
          -- What only the code of the library tells apart stays raw.
          if found ~= nil and found.fits == "other" then found = nil break end
          found = found or tail
        end
      end
      for _, row in ipairs(found and found.rows or {}) do at = readTextRow(t, at, row) end
      return at
    else return at end
  end
  return at
end

local function textOf(tvb, tree)
  local text = tvb:raw()
  local stop = string.find(text, "#", 1, true) or #text + 1
  local t = setmetatable({ tvb = tvb, tree = tree, fields = {} }, Text)
  local from = 2
  while true do
    local comma = string.find(text, ",", from, true)
    local last = (comma and comma < stop) and comma or stop
    t.fields[#t.fields + 1] = { at = from - 1, text = string.sub(text, from, last - 1) }
    if last == stop then break end
    from = last + 1
  end
  return t, text, stop
end

local function readText(tvb, tree)
  local t, text, stop = textOf(tvb, tree)
  local maker, id, command = t.fields[1].text, t.fields[2] and t.fields[2].text or "", t.fields[3] and t.fields[3].text or ""
  t.id = id
  t:give("maker", 1, 1, maker)
  if t.fields[2] and id ~= "" then t:give("deviceId", 2, 2, id) end
  if t.fields[3] then t:give("command", 3, 3, command) end
  local word = DATA.words[command]
  local at = 4
  if word then
    t.table = word.table
    for _, form in ipairs(word.forms) do
      if form.fits == "always" or (form.fits == "report" and isReport(t)) then at = readForm(t, form) break end
      if form.fits == "other" then break end
    end
  end
  for i = at, #t.fields do if t.fields[i].text ~= "" then t:rawField(i) end end
  if stop < #text then
    local rest = string.match(string.sub(text, stop + 1), "^(.-)[\r\n%z ]*$")
    if rest ~= "" then tree:add(FIELDS["field"], tvb(stop, #rest)) end
  end
  return string.format("%s %s", command, id)
end

-- Records ----------------------------------------------------------------------------------------------------------

-- Whether a head begins at `at`; with `isPart` as far as there are bytes.
local function isHead(b, at, isPart)
  local function bcd(from, to)
    for i = from, to do
      local byte = b(at + i)
      if byte == nil then return isPart == true end
      if byte % 16 > 9 or byte >= 0xa0 then return false end
    end
    return true
  end
  local function two(i) return math.floor(b(at + i) / 16) * 10 + b(at + i) % 16 end
  if not (bcd(1, 15) and bcd(17, 20)) then return false end
  if b(at + 10) == nil then return true end
  if two(6) > 23 or two(7) > 59 or two(8) > 59 then return false end
  if not (two(9) == 0 and two(10) == 0) and (two(9) < 1 or two(9) > 31 or two(10) < 1 or two(10) > 12) then return false end
  return true
end

-- The extension of a PengAoDa record, as far as it is what the record says.
local function readExtension(r, at, stop)
  local extension = DATA.extensions[r.s.recordKind]
  if extension == nil or at >= stop or r:uint(at, at + 2) ~= extension.mark then return at end
  local size = 0
  for _, row in ipairs(extension.rows) do size = size + row.kind.halves end
  at = at + 2
  if at + size > stop then return at end
  at = readRows(r, extension.rows, at, stop)
  local each = extension.repeated
  while each and at + each.kind.halves <= stop do at = readRows(r, { each }, at, stop) end
  return at
end

local function readDollar(tvb, tree, isFramed)
  local r = reader(tvb, tree, { table = "tq" })
  local marker = string.char(r.b[0])
  tree:add(FIELDS["command"], tvb(0, 1), marker)
  if marker == "X" then
    readRows(r, DATA.mileage, 0, r.len * 2)
    return "X"
  end
  local isPengAoDa = r.len > 55 and r.b[30] == 0x41 and r.b[33] == 0x52 and r.b[38] == 0x63
  if r.len == 42 then
    readRows(r, DATA.longHead, 0, 64)
    keep(r, 64, 84)
    return "$ " .. r:hex(2, 17)
  end
  if isPengAoDa then
    r.s.table = "pengaoda"
    local size = r.len * 2
    local at = readRows(r, DATA.pengaoda, 0, size)
    local stop = at + r:uint(at - 4, at) * 2
    keep(r, readExtension(r, at, math.min(stop, size)), math.min(stop, size))
    if stop < size then r:give("recordNumber", stop, stop + 2, r:uint(stop, stop + 2)) end
    -- Between flags the sum is that of the frame.
    if not isFramed and stop + 4 == size then tree:add(FIELDS["checksum"], tvb(r.len - 1, 1)) else keep(r, stop + 2, size) end
    return "$ " .. r:hex(2, 12)
  end
  local at = readRows(r, DATA.head, 0, r.len * 2)
  if marker == "P" then
    at = readRows(r, DATA.picture, at, r.len * 2)
    r:raw("picture", at, r.len * 2)
    return "P " .. r:hex(2, 12)
  end
  for _, tail in ipairs(DATA.tails) do
    local fits = tail.length == r.len
    if fits and tail.begins then fits = r.b[29] == tail.begins[1] and r.b[30] == tail.begins[2] end
    if fits then
      at = readRows(r, tail.rows, at, r.len * 2)
      break
    end
  end
  keep(r, at, r.len * 2)
  return "$ " .. r:hex(2, 12)
end

-- JT/T 808 ---------------------------------------------------------------------------------------------------------

local function unescaped(tvb)
  local array, from = ByteArray.new(), tvb:bytes()
  local bytes, i = {}, 0
  while i < from:len() do
    local byte = from:get_index(i)
    local next = i + 1 < from:len() and from:get_index(i + 1) or 0
    if byte == 0x7d and (next == 1 or next == 2) then
      byte = next == 1 and 0x7d or 0x7e
      i = i + 1
    end
    bytes[#bytes + 1] = string.format("%02x", byte)
    i = i + 1
  end
  return ByteArray.new(table.concat(bytes))
end

local function readJt808(tvb, tree)
  local r = reader(tvb, tree, { edition = 2013 })
  local length = r:uint(4, 8) % 1024
  local parts = bitOf(r:uint(4, 8), 13) == 1 and 4 or 0
  local isLock = r.b[0] == 0x55 and (r.b[1] == 1 or r.b[1] == 2)
  local more = r.len - 12 - parts - length - 1
  local is2019
  if bitOf(r:uint(4, 8), 14) == 1 then is2019 = more ~= 0
  else is2019 = more == 5 and r:digits(10, 30) ~= nil end
  if isLock then is2019 = false end
  r.s.edition = is2019 and 2019 or 2013
  local id = r:uint(0, 4)
  tree:add(FIELDS["command"], tvb(0, 2), string.format("0x%04x", id))
  local header = isLock and DATA.headerLock or is2019 and DATA.header2019 or DATA.header2013
  local at = readRows(r, header, 0, r.len * 2)
  if parts > 0 then
    KINDS.partNumbers(r, at, at + 8)
    at = at + 8
  end
  local stop = (r.len - 1) * 2
  tree:add(FIELDS["checksum"], tvb(r.len - 1, 1))
  local forms = parts == 0 and math.floor(r:uint(4, 8) / 1024) % 8 == 0 and DATA.forms[id] or {}
  -- What only the code of the library tells apart stays raw.
  for _, form in ipairs(forms) do if form.hasFits and form.edition then forms = {} break end end
  for _, form in ipairs(forms) do
    if (form.edition == nil or form.edition == r.s.edition) and stop - at >= form.least * 2 then
      if not form.hasFits then at = readRows(r, form.rows, at, stop) end
      break
    end
  end
  keep(r, at, stop)
  return string.format("0x%04x", id)
end

-- Frames -----------------------------------------------------------------------------------------------------------

local function dissectFrame(tvb, pinfo, tree, what)
  local branch = tree:add(proto, tvb())
  local first = tvb(0, 1):uint()
  local info
  if first == 0x2a then info = readText(tvb, branch)
  elseif first == 0x7e then
    local inner = unescaped(tvb(1, tvb:len() - 2))
    local plainTvb = inner:tvb("Unescaped")
    local second = plainTvb(0, 1):uint()
    if second == 0x2a then info = readText(plainTvb(0, plainTvb:len() - 1):tvb(), branch)
    elseif second == 0x24 then info = readDollar(plainTvb(0, plainTvb:len() - 1):tvb(), branch, true)
    else info = readJt808(plainTvb, branch) end
  else info = readDollar(tvb, branch) end
  branch:append_text(": " .. info)
  pinfo.cols.protocol = "SinoTrack"
  pinfo.cols.info:append(" " .. info)
end

-- The lengths of `$` records that a TCP connection has shown, by its addresses and ports. Wireshark dissects packets again in any order:
-- what was decided then stays.
local shown, decided = {}, {}
function proto.init() shown, decided = {}, {} end

-- The length of the frame that begins at `at`; 0 if more bytes are needed, nil if none begins there.
local function frameLength(tvb, at, isWhole, lengths)
  local size = tvb:len() - at
  local function b(i) if i < tvb:len() then return tvb(i, 1):uint() end end
  local first = b(at)
  if first == 0x2a then
    for i = at + 1, tvb:len() - 1 do
      if b(i) == 0x23 then
        -- Two makers send something behind the end: ,T0.0# and <0,0,25,0,0,0,10>
        local rest = i + 1 < tvb:len() and tvb(i + 1):raw() or ""
        local extension = string.match(rest, "^,T[^#*$]*#") or string.match(rest, "^<[^>*$]*>") or ""
        return i + 1 - at + #extension
      end
    end
    return isWhole and nil or 0
  end
  if first == 0x7e then
    for i = at + 1, tvb:len() - 1 do
      if b(i) == 0x7e then return i > at + 1 and i + 1 - at or nil end
    end
    return isWhole and nil or 0
  end
  if first == 0x50 then return isWhole and size or nil end
  if first ~= 0x24 and first ~= 0x4d and first ~= 0x58 then return nil end
  if size < 32 then return isWhole and nil or 0 end
  if first == 0x58 then return 32 end
  if not isHead(b, at) then return isWhole and at == 0 and size or nil end
  local function fitsTail(tail)
    return not tail.begins or (b(at + 29) == tail.begins[1] and (b(at + 30) or tail.begins[2]) == tail.begins[2])
  end
  -- With `isPart` as far as there are bytes.
  local function startsRecord(i, isPart)
    local byte = b(i)
    return (byte == 0x24 or byte == 0x4d or byte == 0x58) and isHead(b, i, isPart)
  end
  local function starts(i)
    local byte = b(i)
    -- Maker and comma, as far as there are bytes.
    if byte == 0x2a then return (b(i + 3) or 0x2c) == 0x2c end
    if byte == 0x7e or byte == 0x0d or byte == 0x0a then return true end
    return startsRecord(i, false)
  end
  local isExact, ends, shownEnds, isLonger
  for _, tail in ipairs(DATA.tails) do
    local length = tail.length
    if fitsTail(tail) then
      -- What the connection has shown, and the beginning of another record behind it.
      if length < size and lengths and lengths[length] and startsRecord(at + length, true) then return length end
      if length < size and starts(at + length) then
        ends = ends or length
        if lengths and lengths[length] then shownEnds = shownEnds or length end
      end
      if length == size then isExact = true end
      if length > size and lengths and lengths[length] then isLonger = true end
    end
  end
  -- A segment may have cut it.
  if isLonger and not isWhole and not (isExact and lengths[size]) then return 0 end
  if isExact then return size end
  if ends then return shownEnds or ends end
  if size == 42 then return 42 end
  return isWhole and at == 0 and size or (size < 54 and 0 or 32)
end

local function isSeparator(byte) return byte == 0x0d or byte == 0x0a or byte == 0 or byte == 0x20 end

local function dissect(tvb, pinfo, tree, isWhole)
  local at, found = 0, 0
  local lengths
  if not isWhole then
    local stream = string.format("%s %d %s %d", tostring(pinfo.src), pinfo.src_port, tostring(pinfo.dst), pinfo.dst_port)
    lengths = shown[stream] or {}
    shown[stream] = lengths
  end
  pinfo.cols.info = ""
  while at < tvb:len() do
    if isSeparator(tvb(at, 1):uint()) then at = at + 1
    else
      local key = string.format("%d %d %d %d", pinfo.number, tvb:offset(), tvb:len(), at)
      local length = decided[key]
      if length == nil then length = frameLength(tvb, at, isWhole, lengths) end
      if lengths and not pinfo.visited then
        decided[key] = length
        local first = tvb(at, 1):uint()
        if length and length > 0 and (first == 0x24 or first == 0x4d) then lengths[length] = true end
      end
      if length == 0 then
        pinfo.desegment_offset = at
        pinfo.desegment_len = DESEGMENT_ONE_MORE_SEGMENT
        return tvb:len()
      end
      if length == nil then
        local next = at + 1
        while next < tvb:len() and frameLength(tvb, next, true) == nil do next = next + 1 end
        tree:add(proto, tvb(at, next - at), "SinoTrack: noise"):add(FIELDS["raw"], tvb(at, next - at))
        at = next
      else
        dissectFrame(tvb(at, length):tvb(), pinfo, tree)
        found = found + 1
        at = at + length
      end
    end
  end
  return tvb:len()
end

function proto.dissector(tvb, pinfo, tree)
  return dissect(tvb, pinfo, tree, pinfo.port_type ~= 2 and not pinfo.can_desegment or pinfo.can_desegment == 0)
end

local function heuristic(tvb, pinfo, tree)
  if tvb:len() < 12 then return false end
  local first = tvb(0, 1):uint()
  local text = tvb(0, math.min(tvb:len(), 30)):raw()
  local fits = string.match(text, "^%*%w%w,%d*,") ~= nil
  if not fits and (first == 0x24 or first == 0x58) and tvb:len() >= 32 then
    fits = isHead(function(i) if i < tvb:len() then return tvb(i, 1):uint() end end, 0)
  end
  if not fits then return false end
  proto.dissector(tvb, pinfo, tree)
  return true
end
proto:register_heuristic("tcp", heuristic)
proto:register_heuristic("udp", heuristic)

local registered = {}
local function register()
  for _, one in ipairs(registered) do DissectorTable.get(one[1]):remove(one[2], proto) end
  registered = {}
  for protocol, ports in pairs({ ["tcp.port"] = proto.prefs.tcp_ports, ["udp.port"] = proto.prefs.udp_ports }) do
    DissectorTable.get(protocol):add(ports, proto)
    registered[#registered + 1] = { protocol, ports }
  end
end
function proto.prefs_changed() register() end
register()
