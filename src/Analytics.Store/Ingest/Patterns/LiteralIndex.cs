namespace Analytics.Store.Ingest.Patterns;

/// <summary>
/// Finds in one pass over a text which of many literals stand in it, in any ASCII case (Aho–Corasick). Each literal speaks for some
/// numbers; those of all that are found are marked. Immutable.
/// </summary>
internal sealed class LiteralIndex
{
    private readonly byte[] _symbols = new byte[128];
    private readonly int _width = 1;
    private readonly ushort[] _next;
    private readonly int[][] _marks;

    /// <param name="literals">In lower case.</param>
    public LiteralIndex(IReadOnlyList<(string Literal, int Number)> literals)
    {
        foreach (char c in literals.SelectMany(l => l.Literal).Where(char.IsAscii).Distinct())
        {
            _symbols[c] = (byte)_width++;
        }

        List<ushort[]> states = [new ushort[_width]];
        List<List<int>> marks = [[]];
        foreach ((string literal, int number) in literals)
        {
            int state = 0;
            foreach (char c in literal)
            {
                int symbol = Symbol(c);
                if (states[state][symbol] == 0)
                {
                    states[state][symbol] = checked((ushort)states.Count);
                    states.Add(new ushort[_width]);
                    marks.Add([]);
                }

                state = states[state][symbol];
            }

            marks[state].Add(number);
        }

        LinkFailures(states, marks);
        _next = [.. states.SelectMany(s => s)];
        _marks = [.. marks.Select(m => m.Distinct().ToArray())];
    }

    /// <summary>Sets the bit of every number for which a literal stands in the text.</summary>
    public void Mark(ReadOnlySpan<char> text, Span<ulong> bits)
    {
        int state = 0;
        foreach (char c in text)
        {
            state = _next[(state * _width) + Symbol(char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : c)];
            foreach (int number in _marks[state])
            {
                bits[number >> 6] |= 1UL << (number & 63);
            }
        }
    }

    private int Symbol(char c) => c < 128 ? _symbols[c] : 0;

    // Breadth first: where a text does not go on, its longest ending that is some literal's beginning does.
    private void LinkFailures(List<ushort[]> states, List<List<int>> marks)
    {
        int[] fallback = new int[states.Count];
        var queue = new Queue<int>(states[0].Where(s => s != 0).Select(s => (int)s));
        while (queue.TryDequeue(out int state))
        {
            for (int symbol = 0; symbol < _width; symbol++)
            {
                int target = states[state][symbol];
                if (target == 0)
                {
                    states[state][symbol] = states[fallback[state]][symbol];
                    continue;
                }

                fallback[target] = states[fallback[state]][symbol];
                marks[target].AddRange(marks[fallback[target]]);
                queue.Enqueue(target);
            }
        }
    }
}
