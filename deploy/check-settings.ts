import { readDefaultSettings } from '../service/settings/default-settings.ts';
import { readStageFile, stageFileOf } from '../service/settings/stage-file.ts';
import { Stage, StageSettings } from './stage-settings.ts';

type Settings = Readonly<Record<string, unknown>>;

/** The parts of Serverless that this plugin uses. */
interface Serverless {
  readonly serviceDir: string;
  readonly processedInput: { readonly commands: readonly string[] };
  readonly configurationInput: { readonly params?: Readonly<Record<string, Settings | undefined>> };
  readonly classes: { readonly Error: new (message: string, code: string) => Error };
  readonly service: { readonly provider: { readonly stage: string } };
}

interface Options {
  readonly stage?: string;
  readonly param?: readonly string[];
}

/**
 * Returns a sentence for every problem with the settings of a stage.
 *
 * @param settings as they are in `params` and on the command line
 */
export function settingProblems(stage: string, settings: Settings): readonly string[] {
  const problems: string[] = [];
  for (const { message } of Stage.safeParse(stage).error?.issues ?? []) {
    problems.push(`the name of the stage ${message}`);
  }
  for (const { path, message } of StageSettings.safeParse(settings).error?.issues ?? []) {
    const name = path.join('.');
    // The message about an unknown name has the name in it, and no path.
    problems.push(name === '' ? message : `${name}: ${message}, but it is ${JSON.stringify(settings[name])}`);
  }
  return problems;
}

/** The settings of a stage by where they were written, the first overridden by the second and so on. */
export interface SettingSources {
  readonly defaults: Settings;
  /** In stages/<stage>.yml. */
  readonly stageFile: Settings;
  /** In a block of serverless.yml with the name of the stage, as Serverless allows. */
  readonly stageBlock: Settings | undefined;
  /** Pairs such as `name=value`. */
  readonly commandLine: readonly string[];
}

/** Returns the settings in force. */
export function settingsInForce(sources: SettingSources): Settings {
  const { defaults, stageFile, stageBlock, commandLine } = sources;
  const fromCommandLine = commandLine.map((pair): [string, string] => {
    const at = pair.indexOf('=');
    return [pair.slice(0, at), pair.slice(at + 1).trimEnd()];
  });
  return { ...defaults, ...stageFile, ...stageBlock, ...Object.fromEntries(fromCommandLine) };
}

const COMMANDS_THAT_DEPLOY = new Set(['package', 'deploy']);

/**
 * A Serverless plugin that refuses to package or deploy with wrong settings, before anything leaves this machine.
 * CloudFormation would report them minutes later, or the functions when webhooks arrive. The check runs as soon as
 * the plugin is loaded, because the framework's own check runs before any hook and reports one problem at a time.
 */
// biome-ignore lint/style/noDefaultExport: Serverless takes a plugin's default export.
export default class CheckSettings {
  constructor(serverless: Serverless, options: Options) {
    if (!COMMANDS_THAT_DEPLOY.has(serverless.processedInput.commands[0] ?? '')) return;
    const stage = options.stage ?? serverless.service.provider.stage;
    const settings = settingsInForce({
      defaults: readDefaultSettings(serverless.serviceDir),
      stageFile: readStageFile(serverless.serviceDir, stage),
      stageBlock: serverless.configurationInput.params?.[stage],
      commandLine: options.param ?? [],
    });
    const problems = settingProblems(stage, settings);
    if (problems.length === 0) return;
    const list = problems.map((problem) => `  ${problem}`).join('\n');
    const text = `The settings of stage "${stage}" are wrong, and nothing was deployed:\n${list}\nSee ${stageFileOf(stage)} and docs/settings.md.`;
    throw new serverless.classes.Error(text, 'WRONG_SETTINGS');
  }
}
