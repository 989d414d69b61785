import type { CommanderError } from 'commander';
import { CommandFailure, type FailureCode } from './command-failure.ts';

const codes: Readonly<Record<string, FailureCode>> = {
  'commander.unknownCommand': 'unknown_command',
  'commander.unknownOption': 'unknown_option',
  'commander.missingArgument': 'missing_argument',
  'commander.optionMissingArgument': 'missing_argument',
  'commander.missingMandatoryOptionValue': 'missing_argument',
  'commander.invalidArgument': 'invalid_argument',
};

/** Every command has this option. Only a group of commands, such as dlq, does not know it. */
const UNKNOWN_JSON = "unknown option '--json'";

/** An error of Commander, which has already printed its message for people, as a failure with a code. */
export function usageFailure({ code, message }: CommanderError): CommandFailure {
  const sentence = message.replace(/^error: /, '').replaceAll(/\s*\n\s*/g, ' ');
  if (code === 'commander.help' || sentence.startsWith(UNKNOWN_JSON))
    return new CommandFailure('missing_command', 'Name a command. --help lists them.');
  return new CommandFailure(codes[code] ?? 'wrong_usage', sentence);
}
