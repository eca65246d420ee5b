// chair doctor: says what is in order and what to mend.
import { Command } from 'commander';
import { examine, type Finding } from './doctor.ts';
import { ends, endsTold, type House, tell } from './house.ts';

export function doctorCommand(house: House): Command {
  return new Command('doctor')
    .description('says what is in order and what to mend')
    .option('--json', 'the same for a program')
    .addHelpText('after', endsTold)
    .action(async ({ json }: { json?: boolean }) => {
      const { manifest, migrationsFolder, askSlack } = house;
      const databasePath = house.databasePath();
      const findings = await examine({ manifest, migrationsFolder, databasePath, askSlack });
      tell(json, findings.map(line).join(''), findings);
      process.exitCode = findings.some(({ state }) => state === 'wrong') ? ends.toMend : ends.well;
    });
}

const marks: Record<Finding['state'], string> = { fine: 'ok   ', unsure: 'look ', wrong: 'mend ' };

function line({ what, state, says }: Finding): string {
  return `${marks[state]} ${what.padEnd(14)} ${says}\n`;
}
