import type { Mutant } from './mutant.ts';

/** Bugs of what is told to whoever follows a channel. */
export const liveMutants: readonly Mutant[] = [
  {
    name: 'an old question leaves a channel that was joined anew',
    why: 'After a session was renewed its channels are silent for ever.',
    file: 'realtime/follower.ts',
    find: 'if (isOver && this.#joined.get(channel) === joined) this.#leave(channel);',
    replace: 'if (isOver) this.#leave(channel);',
    caughtBy: ['live'],
  },
  {
    name: 'the first who leaves closes the channel',
    why: 'All others who follow it hear nothing any more.',
    file: 'realtime/live-channels.ts',
    find: '    if (live.followers > 0) return undefined;\n',
    replace: '',
    caughtBy: ['live'],
  },
  {
    name: 'a change that the list hears of too late is told nobody',
    why: 'What ops bring back into a list stays unseen until the next order.',
    file: 'realtime/hub.ts',
    find: '      late: (events) => this.#hear(kinds, events),\n',
    replace: '',
    caughtBy: ['live'],
  },
  {
    name: 'a missed frame not noticed',
    why: 'Changes are made to a list that lacks the one before.',
    file: 'realtime/following.ts',
    find: 'if (from !== followed.version) return void this.#ask(channel, followed);',
    replace: 'void from;',
    caughtBy: ['live'],
  },
  {
    name: 'frames left out and nobody told',
    why: 'A slow browser shows for ever what it saw before it fell behind.',
    file: 'realtime/follower.ts',
    find: "      socket.emit('resync', { channels: [...this.#joined.keys()] });\n",
    replace: '',
    caughtBy: ['live'],
  },
  {
    name: 'not asked again after a reconnect',
    why: 'A browser whose connection was cut shows what it saw before.',
    file: 'realtime/following.ts',
    find: `      if (followed) void this.#ask(channel, followed);
    }
  }`,
    replace: `      if (followed && followed.version === undefined) void this.#ask(channel, followed);
    }
  }`,
    caughtBy: ['live'],
  },
];
