-- Posts comments that are all unlike each other; every BENCH_RUDE-th insults. Environment: BENCH_KEY.
local key, rude = os.getenv("BENCH_KEY"), tonumber(os.getenv("BENCH_RUDE"))
local words = {}
for word in ([[article bridge budget corner council dinner evening factory garden harbour history island journey kitchen
ladder library market meeting morning museum number office opinion orange palace pencil people picture planet police
question railway reader reason river school season senate shadow silver simple station street summer teacher theatre
thunder ticket tomorrow town travel tunnel valley village voice water weather window winter writer yellow mountain]]):gmatch("%a+") do
  words[#words + 1] = word
end
local count, threads = 0, 0

function setup(thread)
  threads = threads + 1
  thread:set("number", threads)
end

function init()
  math.randomseed(os.time() * 10 + number)
  wrk.headers["Authorization"] = "Bearer " .. key
  wrk.headers["Content-Type"] = "application/json"
end

function request()
  count = count + 1
  local text = {}
  for place = 1, 24 do text[place] = words[math.random(#words)] end
  if count % rude == 0 then text[12] = "you stupid idiot" end
  local author = math.random(1, 20000)
  return wrk.format("POST", "/v1/comments", nil, string.format(
    '{"author":{"name":"Reader %d","email":"reader.%d@example.org"},"thread":{"id":"page-%d"},"body":"%s"}',
    author, author, math.random(1, 5000), table.concat(text, " ")))
end
