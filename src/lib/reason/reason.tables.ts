import type { ReasonVocabulary } from './reason';

/** One version of what a reason is called; only added to. */
export interface ReasonTable {
	id: string;
	vocabulary: ReasonVocabulary;
	code: string;
	version: number;
	isHidden: boolean;
	writtenBy: string;
	/** It holds from then. */
	writtenAt: Date;
}

export interface ReasonTextTable {
	reasonId: string;
	locale: 'nb' | 'nn' | 'en';
	title: string;
	help: string | null;
}

declare module '$lib/platform/db.server' {
	interface Database {
		reason: ReasonTable;
		reasonText: ReasonTextTable;
	}
}
