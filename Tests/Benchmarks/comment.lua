-- Posts a realistic comment, each time with another body; authors are new each time, or come back (one of 500).
-- Environment: BENCH_PATH, BENCH_KEY (none for the rival), BENCH_AUTHORS (new or returning).
local path, key = os.getenv("BENCH_PATH"), os.getenv("BENCH_KEY")
local returning = os.getenv("BENCH_AUTHORS") == "returning"
local texts = {
  "I read the article twice and still think the second part misses the point: the numbers are from before the reform.",
  "Merci pour cet article, très clair. J'aurais aimé lire aussi l'avis des riverains, qui vivent là depuis longtemps.",
  "شكرا على المقال، لكن أظن أن الأرقام تحتاج إلى مصدر. هل يمكن إضافة رابط إلى الدراسة التي ذكرتموها في البداية؟",
  "Bezzaf dyal lklam walakin makayn ta haja jdida, bghina nchoufo lkhidma f lmaydan machi ghir f ljaryda.",
}
local seed, count = 0, 0

local threads = 0
function setup(thread)
  threads = threads + 1
  thread:set("number", threads)
end

function init()
  math.randomseed(os.time() * 10 + number)
  seed = math.random(1, 2 ^ 30)
  if key and key ~= "" then wrk.headers["Authorization"] = "Bearer " .. key end
  wrk.headers["Content-Type"] = "application/json"
end

function request()
  count = count + 1
  local id = string.format("%x-%d-%d", seed, number, count)
  local author = returning and tostring(math.random(1, 500)) or id
  local body = string.format(
    '{"author":{"name":"Reader %s","email":"reader.%s@example.org"},"thread":{"id":"page-%d"},"body":"%s (%s)"}',
    author, author, count % 50, texts[count % #texts + 1], id)
  return wrk.format("POST", path, nil, body)
end

