// Sends one comment (JSON on standard input) to Tamis and says what became of it: "approved cmt_…".
// TAMIS_URL and TAMIS_KEY say where to and with which key. Exit: 0 taken, 1 refused, 2 not reached or not now.
import { createHash } from "node:crypto";

export async function submit(comment) {
  const answer = await fetch(`${process.env.TAMIS_URL}/v1/comments`, {
    method: "POST",
    body: comment,
    redirect: "manual", // it would carry the key elsewhere
    signal: AbortSignal.timeout(10_000),
    headers: {
      "Authorization": `Bearer ${process.env.TAMIS_KEY}`,
      "Content-Type": "application/json",
      "Idempotency-Key": createHash("sha256").update(comment).digest("hex"),
    },
  });
  // Something in between may have answered: then it is no JSON.
  return [answer.status, await answer.json().catch(() => ({}))];
}

async function main() {
  const pieces = [];
  for await (const piece of process.stdin) pieces.push(piece);
  let status, answer;
  try {
    [status, answer] = await submit(Buffer.concat(pieces));
  } catch (error) {
    console.error(`Tamis is not reached: ${error.message}`);
    return 2;
  }
  if (status === 201) {
    console.log(`${answer.status} ${answer.id}`);
    return 0;
  }
  for (const problem of answer.errors ?? []) console.error(`${problem.field}: ${problem.code}`);
  if (status !== 422) console.error(`Tamis answers ${status}`);
  return [408, 409, 429].includes(status) || status >= 500 ? 2 : 1;
}

process.exitCode = await main();
