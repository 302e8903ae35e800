// src/commands/abort-on-signals.ts
/** After this, a repeated signal means that someone has lost patience; before, it is the same one sent to the group. */
const patienceMs = 1e3;
/**
* Turns SIGINT and SIGTERM into an abort, so that children are ended and the work folder is removed. Runners and
* `timeout` send a signal to the process and to its group, so it may come twice at once; a second one that comes later
* ends the process at once, with exit status 3.
*/
function abortOnSignals() {
	const abort = new AbortController();
	let firstMs;
	const receive = (signal) => {
		firstMs ??= performance.now();
		abort.abort(signal);
		if (performance.now() - firstMs > patienceMs) process.exit(3);
	};
	for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, receive);
	return abort.signal;
}

export { abortOnSignals as t };