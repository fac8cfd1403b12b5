import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ConfigError } from '$lib/platform/config.server';
import { runShutdown } from '$lib/platform/shutdown.server';
import type { Command } from '../command';
import { prepareServer, stopSignal, welcome, type PreparedServer } from '../server';

const FINISH_MS = 5_000;
const BUILD_DIR = join(import.meta.dirname, '..');
/** Tells `npm start` that the build is in use and must not be replaced under a running server. */
const SERVING_FILE = join(BUILD_DIR, 'serving');

async function loadHandler(env: Record<string, string>): Promise<RequestListener> {
	const file = join(BUILD_DIR, 'handler.js');
	if (!existsSync(file)) throw new ConfigError('The web application is not built: run npm start.');
	Object.assign(process.env, env);
	const { handler } = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as {
		handler: RequestListener;
	};
	return handler;
}

function listen(server: Server, { config }: PreparedServer): Promise<void> {
	return new Promise((resolve, reject) => {
		server.once('error', (error: NodeJS.ErrnoException) => {
			const taken = error.code === 'EADDRINUSE';
			reject(taken ? new ConfigError(`Port ${config.port} is taken: set PORT to another one.`) : error);
		});
		server.listen(config.port, config.host, resolve);
	});
}

/** No new requests; the ones under way get a few seconds. */
function finish(server: Server): Promise<void> {
	server.prependListener('request', (_, response) => response.setHeader('connection', 'close'));
	const limit = setTimeout(() => server.closeAllConnections(), FINISH_MS);
	const idle = setInterval(() => server.closeIdleConnections(), 50);
	return new Promise((resolve) =>
		server.close(() => {
			clearTimeout(limit);
			clearInterval(idle);
			resolve();
		})
	);
}

export const command: Command = {
	summary: 'Runs Omatt: database, migrations, demo and web server',
	async run() {
		const stop = stopSignal();
		const gone = Promise.withResolvers<void>();
		const prepared = await prepareServer(gone.resolve);
		try {
			const server = createServer(await loadHandler(prepared.env));
			await listen(server, prepared);
			writeFileSync(SERVING_FILE, String(process.pid));
			welcome(prepared);
			const reason = await Promise.race([stop, gone.promise]);
			prepared.log.info({ reason: reason ?? 'the database is gone' }, 'Omatt stops.');
			await finish(server);
			rmSync(SERVING_FILE, { force: true });
			return reason ? 0 : 1;
		} finally {
			await runShutdown(FINISH_MS);
			await prepared.close();
		}
	}
};
