type Step = () => Promise<void> | void;

// The command line and the web bundle each carry their own copy of this module.
const KEY = Symbol.for('omatt.shutdown');
const shared = globalThis as { [KEY]?: Set<Step> };
const steps = (shared[KEY] ??= new Set());

/** Registers what must happen (pools closed, workers drained) after the last request and before the database stops. */
export const onShutdown = (step: Step): void => void steps.add(step);

/** Runs every step once, at most `limitMs` in all. */
export async function runShutdown(limitMs: number): Promise<void> {
	const all = Promise.allSettled([...steps].map(async (step) => step()));
	steps.clear();
	const limit = Promise.withResolvers<void>();
	const timer = setTimeout(limit.resolve, limitMs);
	await Promise.race([all, limit.promise]);
	clearTimeout(timer);
}
