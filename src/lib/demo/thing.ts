import type { Condition } from '$lib/catalogue/catalogue';

/** A thing as staff type it in on a phone: short, with slips, and more about why it must go than what it is. */
export interface DemoThing {
	unit: string;
	type: string;
	title: string;
	text?: string;
	quantity: string;
	condition: Condition;
	year?: number;
	attributes?: Record<string, string>;
	place?: string;
	/** Days before today it was put out. */
	daysAgo: number;
	/** Days from today. */
	availableIn?: number;
	goneIn?: number;
	wouldBe?: 'disposed' | 'stored' | 'sold' | 'givenElsewhere';
	wouldBeEvidence?: string;
	photos?: number;
	/** What the expert has said of a building material, or how far the erasure of a device has come. */
	cleared?: 'ok' | 'expert' | 'stop' | 'erased' | 'ready';
}
