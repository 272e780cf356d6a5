// An S3 on loopback for as long as standard input is open: fauxqs, which answers as S3 does. Its first line of output is its address; every
// other one a request, as the signature's owner would see it: "PUT /bucket/key?query". In the bucket "denied" nobody may do anything, and
// "busy" is too busy.
import { buildApp } from "fauxqs";

const app = buildApp({ logger: false });
const refusals = { denied: [403, "AccessDenied"], busy: [503, "SlowDown"] };
app.addHook("onRequest", async (request, reply) => {
  process.stdout.write(`${request.method} ${request.url}\n`);
  const refusal = refusals[request.url.split("/")[1]];
  if (refusal) {
    await reply.code(refusal[0]).type("application/xml").send(`<?xml version="1.0"?><Error><Code>${refusal[1]}</Code><Message>No.</Message></Error>`);
  }
});
console.log(await app.listen({ host: "127.0.0.1", port: 0 }));
process.stdin.on("end", () => process.exit()).resume();
