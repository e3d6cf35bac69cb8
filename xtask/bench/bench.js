// The page of `cargo xtask bench`: starts one worker, has it do its task some times, and tells how
// long each took.
"use strict";

// As in src/browser/worker_host.rs: the first message brings the script and the WebAssembly, which
// the page compiles when it is fetched.
const START =
  "\nonmessage=async(event)=>{onmessage=null;try{self.begun=event.data;" +
  "await wasm_bindgen({module_or_path:begun.module})}catch{postMessage(null)}};";

const fetched = async (name) => {
  const response = await fetch(name);
  if (!response.ok) throw new Error(`no ${name}`);
  return response;
};

// The same module in other bytes, so that the browser compiles it anew: a custom section of 16
// random bytes behind the last one.
const anew = (wasm) => {
  const section = new Uint8Array(20);
  section.set([0, 18, 1, 120]);
  crypto.getRandomValues(section.subarray(4));
  const module = new Uint8Array(wasm.length + section.length);
  module.set(wasm);
  module.set(section, wasm.length);
  return module;
};

const emptied = async () => {
  const root = await navigator.storage.getDirectory();
  for await (const name of root.keys()) await root.removeEntry(name, { recursive: true });
};

// How a worker of this project is spoken to, and how those of the others.
const ours = {
  async code(prelude) {
    const script = await (await fetched("worker.js")).text();
    const wasm = new Uint8Array(await (await fetched("worker.wasm")).arrayBuffer());
    const whole = prelude + script + START;
    const bytes = anew(wasm);
    const begin = performance.now();
    const module = await WebAssembly.compile(bytes);
    const compiled = performance.now() - begin;
    return { script: whole, first: { script: whole, module }, compiled };
  },
  request: ({ head, certificates, texts, withFile }, file, job) => {
    const encoder = new TextEncoder();
    const bytes = [...certificates, ...texts].map((text) => encoder.encode(text));
    return [JSON.stringify({ job, body: head }), ...bytes, ...(withFile ? [file] : [])];
  },
  // What is no answer yet gives nothing.
  answer: (data) => {
    if (!Array.isArray(data)) throw new Error("the worker did not start");
    const { body } = JSON.parse(data[0]);
    if (body.progress || body.Progress) return undefined;
    if (body === "Ready") return { head: body };
    if (!body.Sealed) throw new Error(`the worker says ${data[0]}`);
    return { head: data[0], sealed: data[1] };
  },
};
const theirs = {
  async code(prelude, scripts) {
    const texts = scripts.map(async (name) => (await fetched(name)).text());
    return { script: prelude + (await Promise.all(texts)).join("\n"), first: null, compiled: 0 };
  },
  request: (task, file) => ({ ...task, file: task.withFile ? file : null }),
  answer: (data) => {
    if (data.error) throw new Error(data.error);
    return data;
  },
};

const run = async ({ scripts, prelude, task, times, paused }) => {
  const kind = scripts ? theirs : ours;
  const file = document.getElementById("file").files[0];
  await emptied();
  const { script, first, compiled } = await kind.code(prelude, scripts);
  const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));

  const begin = performance.now();
  // By its name a worker of ours finds its folder in the private file system.
  const worker = new Worker(url, { name: "bench.1" });
  if (first) worker.postMessage(first);
  const answered = () =>
    new Promise((resolve, reject) => {
      worker.onerror = (event) => reject(new Error(event.message));
      worker.onmessage = ({ data }) => {
        try {
          const answer = kind.answer(data);
          if (answer) resolve(answer);
        } catch (error) {
          reject(error);
        }
      };
    });
  await answered();
  const started = performance.now() - begin;
  if (paused) await new Promise((go) => (bench.go = go));
  const milliseconds = [];
  let answer;
  for (let job = 1; job <= times; job += 1) {
    const request = kind.request(task, file, job);
    const asked = performance.now();
    worker.postMessage(request);
    answer = await answered();
    // The bytes are there when the last of them can be read.
    if (answer.sealed instanceof Blob) await answer.sealed.slice(-1).arrayBuffer();
    milliseconds.push(performance.now() - asked);
  }
  bench.worker = worker;
  bench.sealed = answer.sealed instanceof Blob ? answer.sealed : new Blob([answer.sealed]);
  const head = answer.head ?? "";
  return { compiled, started, milliseconds, head, bytes: bench.sealed.size };
};

const bench = {
  result: null,
  // Lets a job go on that waits beside a started worker; null while none does.
  go: null,
  worker: null,
  sealed: null,
  begin(job) {
    bench.result = null;
    bench.go = null;
    run(job).then(
      (result) => (bench.result = result),
      (error) => (bench.result = { error: String(error) }),
    );
  },
  save() {
    const link = document.getElementById("save");
    const type = "application/octet-stream";
    link.href = URL.createObjectURL(new Blob([bench.sealed], { type }));
    link.click();
  },
};
globalThis.bench = bench;
