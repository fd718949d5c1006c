import { Command } from 'commander'
import { measureFile } from '../files/read-file.ts'
import { addLabOptions, type LabFlags } from '../lab/lab-settings.ts'

/** Creates `mitoscope backup FILE`. */
export function backupCommand(): Command {
  const command = new Command('backup')
    .description('Write a lab with its embedded database into one file; stop its server first')
    .argument('<file>', 'the archive to write')
  return addLabOptions(command)
    .addHelpText(
      'after',
      '\nExamples:\n  mitoscope backup lab.tar.gz\n  mitoscope backup lab.tar.gz --data /data/lab\n\n' +
        'A lab on a PostgreSQL server and a bucket is backed up with their own tools.',
    )
    .action(async (file: string, { data }: LabFlags) => {
      const { backUpLab } = await import('../lab/backup-lab.ts')
      await backUpLab(data, file)
      process.stdout.write(`The lab is in ${file}. The file contains the lab’s secrets: do not share it.\n`)
    })
}

/** Creates `mitoscope restore FILE`. */
export function restoreCommand(): Command {
  const command = new Command('restore')
    .description('Restore a backup into a new data folder, and migrate it to this version')
    .argument('<file>', 'an archive that mitoscope backup wrote')
  return addLabOptions(command)
    .addHelpText('after', '\nExamples:\n  mitoscope restore lab.tar.gz --data /data/restored')
    .action(async (file: string, { data }: LabFlags) => {
      await measureFile(file)
      const { restoreLab } = await import('../lab/backup-lab.ts')
      await restoreLab(file, data)
      process.stdout.write(`The lab is restored. Serve it: mitoscope serve --data ${data}\n`)
    })
}
