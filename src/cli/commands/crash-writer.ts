import { UsageError, type Command } from '../command';
import { writeRows } from '../crash';

export const command: Command = {
	summary: 'Writes rows until it is killed, for bench crash',
	usage: '<data folder> <first number>',
	hidden: true,
	async run({ positionals: [dataDir, first] }) {
		if (!dataDir || !first) throw new UsageError('Give the data folder and the first number.');
		return writeRows(dataDir, Number(first));
	}
};
