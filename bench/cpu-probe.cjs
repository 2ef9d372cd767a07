/** Preloaded into a program: reports on request how many nanoseconds of CPU time its process has used. */
process.on("message", () => {
  const { user, system } = process.cpuUsage();
  process.send((user + system) * 1000);
});
// Keeps the program from waiting for the channel.
process.channel.unref();
