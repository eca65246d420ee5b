// chair doctor: says what is in order and what to mend.
import { Command } from 'commander';
import { examine, type Finding } from './doctor.ts';
import { ends, endsTold, type House, tell } from './house.ts';

interface Wishes {
  post?: string;
  json?: boolean;
}

export function doctorCommand(house: House): Command {
  return new Command('doctor')
    .description('says what is in order and what to mend')
    .option('--post <person>', 'sends a direct message to this member ID, such as your own')
    .option('--json', 'the same for a program')
    .addHelpText(
      'after',
      `\nok: in order. look: it cannot be seen from here, or is worth a look. mend: something is to be done.\n${endsTold}`,
    )
    .action(async ({ post: postTo, json }: Wishes) => {
      const findings = await examine({ ...house, databasePath: house.databasePath(), postTo });
      tell(json, findings.map(line).join(''), findings);
      process.exitCode = findings.some(({ state }) => state === 'wrong') ? ends.toMend : ends.well;
    });
}

const marks: Record<Finding['state'], string> = { fine: 'ok   ', unsure: 'look ', wrong: 'mend ' };

function line({ what, state, says }: Finding): string {
  return `${marks[state]} ${what.padEnd(14)} ${says}\n`;
}
