using System.Buffers;
using Analytics.Functions.Ingest.Logs.Lines;

namespace Analytics.Functions.Ingest.Logs.Patterns;

/// <summary>Where a field of a text line ends.</summary>
internal static class TextExtent
{
    private const int LongestPrefix = 200;
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.+-");
    private static readonly string[] Connections = ["http", "https", "h2", "grpcs", "ws", "wss"];

    /// <summary>The end of the field that begins at <paramref name="at"/>; -1 if no such field stands there.</summary>
    /// <param name="kind">The kind of the field.</param>
    /// <param name="line">The line.</param>
    /// <param name="at">Its beginning.</param>
    /// <param name="next">The characters that must follow; empty if anything may follow.</param>
    public static int Of(TextKind kind, ReadOnlySpan<char> line, int at, string next)
    {
        switch (kind)
        {
            case TextKind.Word or TextKind.Peer:
                return Word(line, at, next);
            case TextKind.Instant:
                int instant = Word(line, at, next);
                return instant - at >= 16 && line[at + 4] == '-' && line[at + 7] == '-' && line[at + 10] == 'T' ? instant : -1;
            case TextKind.Host:
                int host = Word(line, at, next);
                return host < 0 || line[at..host].Contains(',') ? -1 : host; // a comma goes on with addresses
            case TextKind.HostOfUrl:
                int slash = line[at..].IndexOfAny('/', ' ');
                return slash < 0 ? line.Length : at + slash;
            case TextKind.Until:
                return Find(line, at, next);
            case TextKind.Number:
                int number = Word(line, at, next);
                return number < 0 || line[at..number].ContainsAnyExcept(NumberCharacters) ? -1 : number;
            case TextKind.Status:
                int status = Word(line, at, next);
                return status >= 0 && (line[at..status] is "-" or "-1" or "0" || (status - at == 3 && line[at..status].IndexOfAnyExceptInRange('0', '9') < 0)) ? status : -1;
            case TextKind.Connection:
                int connection = Word(line, at, next);
                return connection >= 0 && Connections.Contains(line[at..connection].ToString()) ? connection : -1;
            case TextKind.Quoted:
                return Quoted(line, at);
            case TextKind.Forwarded:
                int forwarded = at < line.Length && line[at] == '"' ? Quoted(line, at) : -1;
                return forwarded > 0 && line[(at + 1)..(forwarded - 1)] is var hops && (hops is "-" || ClientText.AreAddresses(hops)) ? forwarded : -1;
            case TextKind.Client:
                return Client(line, at, next);
            case TextKind.Visitor:
                int visitor = Client(line, at, next);
                return visitor < 0 || ClientText.IsNobody(line[at..visitor]) ? -1 : visitor;
            case TextKind.Ident:
                int ident = Word(line, at, next);
                return ident < 0 || ClientText.IsAddress(line[at..ident]) || (line[at..ident] is not "-" && !IsBeforeOneWord(line, ident)) ? -1 : ident;
            case TextKind.User:
                int user = Find(line, at, next);
                return user < 0 || !IsUser(line[at..user]) ? -1 : user;
            case TextKind.Syslog:
                return Prefix(line, at);
            case TextKind.Captures:
                return Captures(line, at);
            case TextKind.Tail:
                return Tail(line, at);
            default:
                throw new ArgumentOutOfRangeException(nameof(kind), kind, "is found by what stands behind it");
        }
    }

    /// <summary>Where the text stands next; a quote only where no backslash escapes it.</summary>
    public static int Find(ReadOnlySpan<char> line, int at, string text)
    {
        while (at <= line.Length)
        {
            int found = line[at..].IndexOf(text, StringComparison.Ordinal);
            if (found < 0)
            {
                return -1;
            }

            if (text[0] != '"' || !IsEscaped(line, at + found))
            {
                return at + found;
            }

            at += found + 1;
        }

        return -1;
    }

    /// <summary>The first quoted text behind <paramref name="at"/> that holds addresses alone: where it begins, and how long it is.</summary>
    public static (int Start, int Length) QuotedAddresses(ReadOnlySpan<char> line, int at)
    {
        while (at < line.Length && line[at..].IndexOf('"') is >= 0 and var quote)
        {
            int start = at + quote + 1, end = Quoted(line, start - 1);
            if (end < 0)
            {
                break;
            }

            if (ClientText.AreAddresses(line[start..(end - 1)]))
            {
                return (start, end - 1 - start);
            }

            at = end;
        }

        return default;
    }

    private static int Word(ReadOnlySpan<char> line, int at, string next)
    {
        int length = next.Length == 0 || next[0] == ' ' ? line[at..].IndexOf(' ') : line[at..].IndexOfAny(' ', next[0]);
        int end = length < 0 ? line.Length : at + length;
        return end == at ? -1 : end;
    }

    private static int Quoted(ReadOnlySpan<char> line, int at)
    {
        if (at >= line.Length)
        {
            return -1;
        }

        if (line[at] == '-')
        {
            return at + 1 == line.Length || line[at + 1] == ' ' ? at + 1 : -1;
        }

        if (line[at] != '"')
        {
            return -1;
        }

        for (int i = at + 1; i < line.Length;)
        {
            int found = line[i..].IndexOfAny('"', '\\');
            if (found < 0)
            {
                return -1;
            }

            i += found;
            if (line[i] == '"')
            {
                return i + 1;
            }

            i += 2;
        }

        return -1;
    }

    // A blank or a comma ends it only where no list goes on.
    private static int Client(ReadOnlySpan<char> line, int at, string next)
    {
        char close = next.Length == 0 ? ' ' : next[0];
        int end = at;
        while (end < line.Length && !IsEnd(line, end, close))
        {
            end++;
        }

        return end > at && ClientText.IsClient(line[at..end]) ? end : -1;
    }

    private static bool IsEnd(ReadOnlySpan<char> line, int at, char close) =>
        line[at] == ' ' ? at == 0 || line[at - 1] != ',' : line[at] == close && (close != ',' || at + 1 == line.Length || line[at + 1] != ' ');

    // A name of several words holds neither an address nor a field that is empty: those are further fields.
    private static bool IsUser(ReadOnlySpan<char> text)
    {
        bool isOne = !text.Contains(' ');
        foreach (Range word in text.Split(' '))
        {
            if (ClientText.IsAddress(text[word].TrimEnd(',')) || (!isOne && text[word] is "-"))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsBeforeOneWord(ReadOnlySpan<char> line, int at)
    {
        int next = at < line.Length ? line[(at + 1)..].IndexOf(' ') : -1;
        return next >= 0 && line[(at + 2 + next)..] is ['[', ..];
    }

    // "<134>Nov 29 10:00:01 lb haproxy[14389]: ", and all that a shipper writes before it.
    private static int Prefix(ReadOnlySpan<char> line, int at)
    {
        ReadOnlySpan<char> head = line.Slice(at, Math.Min(LongestPrefix, line.Length - at));
        int end = head.IndexOf("]: ", StringComparison.Ordinal);
        end = end >= 0 ? end + 1 : head.IndexOf(": ", StringComparison.Ordinal);
        return end < 0 ? at : at + end + 2;
    }

    private static int Captures(ReadOnlySpan<char> line, int at)
    {
        while (at < line.Length && line[at] == '{' && line[at..].IndexOf("} ", StringComparison.Ordinal) is > 0 and var length)
        {
            at += length + 2;
        }

        return at;
    }

    private static int Tail(ReadOnlySpan<char> line, int at)
    {
        while (at < line.Length)
        {
            if (line[at] != ' ' || at + 1 == line.Length)
            {
                return -1;
            }

            at++;
            int length = line[at] == '[' ? line[at..].IndexOf(']') : 0;
            int end = line[at] == '"' ? Quoted(line, at) : line[at] == '[' ? (length < 0 ? -1 : at + length + 1) : Word(line, at, "");
            if (end < 0)
            {
                return -1;
            }

            at = end;
        }

        return at;
    }

    private static bool IsEscaped(ReadOnlySpan<char> line, int at)
    {
        int backslashes = 0;
        while (at - backslashes > 0 && line[at - backslashes - 1] == '\\')
        {
            backslashes++;
        }

        return backslashes % 2 == 1;
    }
}
