import { pino, type Logger } from 'pino';

export type Log = Logger;

/** Structured logs (one JSON object a line) without secrets or personal data. */
export const createLog = (level: string): Log =>
	pino({
		level,
		base: undefined,
		timestamp: pino.stdTimeFunctions.isoTime,
		redact: ['password', '*.password', 'token', '*.token', 'headers.cookie', 'headers.authorization']
	});
