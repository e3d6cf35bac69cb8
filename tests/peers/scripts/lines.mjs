// Questions and answers in lines of JSON; see src/peer/script.rs. Only what the library itself
// throws is its answer: a file that cannot be read or written ends the script.
import { readFile, writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';

async function attempt(work) {
  try {
    return { done: true, value: await work() };
  } catch (error) {
    return { done: false, words: String(error.message ?? error) };
  }
}

export async function serve(version, take, open) {
  for await (const line of createInterface({ input: process.stdin })) {
    const question = JSON.parse(line);
    let answer;
    if (question.task === 'version') {
      answer = { version };
    } else {
      const secret = await readFile(question.secret, 'utf8');
      answer = await attempt(() => take(secret));
      if (answer.done && question.task === 'open') {
        const message = await readFile(question.message);
        const armored = message.subarray(0, 5).toString() === '-----';
        const key = answer.value;
        answer = await attempt(() => open(key, message, armored));
        if (answer.done) await writeFile(question.plaintext, answer.value);
      }
      delete answer.value;
    }
    process.stdout.write(JSON.stringify(answer) + '\n');
  }
}
