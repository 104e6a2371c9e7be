/* Python in a worker: a text in, its view as JSON out. All files are those beside this one. */

import { loadPyodide } from "./pyodide/pyodide.mjs";

const beside = (name) => new URL(name, import.meta.url).href;

const checked = (async () => {
  postMessage({ step: "Loading Python…" });
  const [python, archive] = await Promise.all([
    loadPyodide({ indexURL: beside("pyodide/") }),
    fetch(beside("site.zip")).then((answer) => answer.arrayBuffer()),
  ]);
  postMessage({ step: "Loading factcheck…" });
  python.unpackArchive(archive, "zip", { extractDir: "/site" });
  python.runPython("import sys; sys.path.insert(0, '/site')");
  return python.runPython("from factcheck.desk.paste import checked; checked('1 of 2'); checked");
})();

checked.then(
  () => postMessage({ ready: true }),
  (fault) => postMessage({ failure: `factcheck could not be loaded: ${fault.message}` }),
);

onmessage = async ({ data }) => {
  try {
    postMessage({ view: (await checked)(data.text, data.format) });
  } catch (fault) {
    const lines = fault.message.trim().split("\n");
    postMessage({ failure: `factcheck failed on this text (${lines[lines.length - 1]}); please report this.` });
  }
};
