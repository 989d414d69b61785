import {
  commandsIn,
  type InlineCommand,
  inlineCommands,
  type ShellBlock,
  shellBlocks,
} from '../../docs/shell/shell-blocks.ts';

export type Command = ShellBlock | InlineCommand;

const isBlock = (command: Command): command is ShellBlock => 'isRunByCi' in command;

/** Whether a command is for a deployed stage. The others are for the local stack. */
export const isOnStage = ({ text }: Command): boolean =>
  /--stage|serverless|^aws /m.test(text) && !text.includes('127.0.0.1');

/** Whether a command runs until it is stopped. */
export const isBackground = ({ text }: Command): boolean => /^npm start\b.*\n$/.test(text);

function isRunHere(command: Command): boolean {
  if (isBlock(command)) return command.notRun === undefined && !command.isRunByCi;
  // A sentence that only mentions a command does not run it.
  if (command.document === 'CONTRIBUTING.md' || /…|serverless remove/.test(command.text)) return false;
  return /^npx (checkout-webhooks|serverless) .*--stage/.test(command.text);
}

/** The block that deploys the stage. It runs first, on an empty account. */
export const firstDeployment = shellBlocks.find(({ text }) =>
  text.includes('serverless deploy --stage prod'),
);

const removesTheStage = ({ text }: Command): boolean => /serverless remove/.test(text);

/** The commands that run after the first deployment, by document. A document that removes the stage is the last. */
export function commandsByDocument(): ReadonlyMap<string, readonly Command[]> {
  const blocks = shellBlocks.filter((block) => isRunHere(block) && block !== firstDeployment);
  const commands = [...blocks, ...inlineCommandsToRun()].toSorted((a, b) => a.line - b.line);
  const documents = [...Map.groupBy(commands, ({ document }) => document)];
  const isLast = ([, inside]: readonly [string, readonly Command[]]): number =>
    Number(inside.some(removesTheStage));
  return new Map(documents.toSorted((a, b) => isLast(a) - isLast(b)));
}

/** Returns each command that only sentences have, once. */
function inlineCommandsToRun(): readonly InlineCommand[] {
  const seen = new Set(shellBlocks.filter(isRunHere).flatMap(commandsIn));
  const commands: InlineCommand[] = [];
  for (const command of inlineCommands) {
    if (!isRunHere(command) || seen.has(command.text)) continue;
    seen.add(command.text);
    commands.push(command);
  }
  return commands;
}
