export interface PhotoTable {
	id: string;
	width: number;
	height: number;
	createdAt: Date;
}

declare module '$lib/platform/db.server' {
	interface Database {
		photo: PhotoTable;
	}
}
