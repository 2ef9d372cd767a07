/** The entry points by `require`. */
const api = {
  core: require("sinotrack-protocol"),
  gbk: require("sinotrack-protocol/gbk"),
  obd: require("sinotrack-protocol/obd"),
  sms: require("sinotrack-protocol/sms"),
  stream: require("sinotrack-protocol/stream"),
  vectors: require("sinotrack-protocol/vectors"),
};

Promise.all([import("./check-vectors.mjs"), import("./files.mjs")])
  .then(([{ checkVectors }, { default: files }]) => checkVectors(api, files))
  .then((report) => console.log(JSON.stringify(report)));
