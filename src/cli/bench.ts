/** What a measurement found. */
export interface BenchResult {
	/** Whether the budget or the promise was kept. */
	ok: boolean;
	/** Name with its unit (`restartMs`) → value. */
	figures: Readonly<Record<string, number | string>>;
}

/** One measurement: file `benches/<name>.ts`, exported as `bench`. */
export interface Bench {
	summary: string;
	/** @param size how much of it, in the measurement's own unit; `json`: write nothing but the result */
	run(options: { size?: number; json: boolean }): Promise<BenchResult>;
}
