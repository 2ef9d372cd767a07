-- Appended to the dissector. It reads the lines of CASES by the rows of BLOCKS, and writes a line of JSON for each to OUT.
-- A line of CASES has the number of a block and the bytes. A line of OUT has every field that the dissector adds to its tree.
do
  local names = {}
  for name, one in pairs(FIELDS) do names[one] = name end
  -- Rows of tests have values that occur in no message.
  for _, name in ipairs(OWN) do
    names["own " .. name] = name
    FIELDS[name] = "own " .. name
  end

  local function quoted(text)
    return '"' .. string.gsub(text, '[%c"\\\128-\255]', function(c) return string.format("\\u%04x", string.byte(c)) end) .. '"'
  end
  local function json(value)
    if type(value) == "string" then return quoted(value) end
    if type(value) == "number" then return string.format("%.17g", value) end
    if type(value) == "userdata" then return string.format('{"seconds":%d}', value.secs) end
    return tostring(value)
  end

  local given, issues
  local function add(_, field, range, value)
    local name = names[field]
    if name == nil then
      -- A field that the dissector does not declare is a line of text.
      if type(value) == "string" then given[#given + 1] = "[" .. quoted("undeclared") .. "," .. quoted(value) .. "]" end
    elseif value == nil then given[#given + 1] = "[" .. quoted(name) .. "," .. quoted(range.hex) .. "]"
    else given[#given + 1] = "[" .. quoted(name) .. "," .. json(value) .. "]" end
    return { append_text = function() end, add_proto_expert_info = function() issues = issues + 1 end }
  end

  local function buffer(hex)
    local bytes = ByteArray.new(hex)
    return setmetatable({
      bytes = function() return bytes end,
      raw = function() return bytes:raw() end,
    }, { __call = function(_, at, length) return { hex = string.sub(hex, at * 2 + 1, (at + length) * 2) } end })
  end

  local function readBlock(block, hex)
    local tvb, tree = buffer(hex), { add = add }
    if block.isBytes then
      local r = reader(tvb, tree, { table = block.table, edition = block.edition })
      readRows(r, block.rows, 0, r.len * 2)
    else
      local t = textOf(tvb, tree)
      t.id, t.table = t.fields[2].text, block.table
      local at = 4
      for _, row in ipairs(block.rows) do at = readTextRow(t, at, row) end
    end
  end

  local out = io.open(OUT, "w")
  for line in io.lines(CASES) do
    local block, hex = string.match(line, "^(%d+) (%x*)$")
    given, issues = {}, 0
    local isRead, message = pcall(readBlock, BLOCKS[tonumber(block)], hex)
    if isRead then out:write(string.format('{"given":[%s],"issues":%d}\n', table.concat(given, ","), issues))
    else out:write(string.format('{"error":%s}\n', quoted(message))) end
  end
  out:close()
end
