using System.Text.Json;
using Analytics.Functions.Ingest.Logs.Lines;
using Analytics.Functions.Ingest.Logs.Patterns;

namespace Analytics.Functions.Ingest.Logs.Formats;

/// <summary>A format that the sender gives: nginx' <c>log_format</c>, Apache's <c>LogFormat</c>, or the keys of JSON lines.</summary>
internal static class CustomFormat
{
    private const int LongestPattern = 4096;
    private const string Title = "the format of the pattern";

    private static readonly Dictionary<string, LogField> Keys = new(StringComparer.Ordinal)
    {
        ["time"] = LogField.Time,
        ["client"] = LogField.Client,
        ["forwardedFor"] = LogField.ForwardedFor,
        ["host"] = LogField.Host,
        ["scheme"] = LogField.Scheme,
        ["method"] = LogField.Method,
        ["target"] = LogField.Target,
        ["path"] = LogField.Path,
        ["query"] = LogField.Query,
        ["request"] = LogField.RequestLine,
        ["status"] = LogField.Status,
        ["referrer"] = LogField.Referrer,
        ["userAgent"] = LogField.Agent,
        ["contentType"] = LogField.ContentType,
        ["country"] = LogField.Country,
        ["network"] = LogField.Network,
    };

    /// <summary>The format, or everything that is wrong with the pattern.</summary>
    public static (LogFormat? Format, IReadOnlyList<string> Faults) Parse(string pattern)
    {
        if (pattern.Length is 0 or > LongestPattern)
        {
            return (null, ["must be nginx' log_format, Apache's LogFormat or a map of JSON keys, at most 4,096 characters"]);
        }

        List<string> faults = [];
        string trimmed = pattern.Trim();
        bool isNginx = trimmed.Contains('$', StringComparison.Ordinal), isApache = !isNginx && trimmed.Contains('%', StringComparison.Ordinal);
        if (!isNginx && !isApache)
        {
            return ParseKeys(trimmed, faults);
        }

        (List<TextToken> tokens, TimeForm time) = isNginx ? NginxPattern.Parse(trimmed, faults) : ApachePattern.Parse(trimmed, faults);
        tokens = Joined(tokens);
        for (int i = 1; i < tokens.Count; i++)
        {
            if (tokens[i].Kind == TextKind.Free && tokens[i - 1].Kind == TextKind.Free)
            {
                faults.Add($"must have something between {tokens[i - 1].Literal} and {tokens[i].Literal}: where one ends could not be told");
            }
        }

        Judge([.. tokens.Select(token => token.Field)], faults);
        return faults.Count > 0 ? (null, faults) : (Format([.. tokens.Select(token => token.Field)], () => [new TextPattern(tokens, time)]), faults);
    }

    // Parts of a URL stand side by side: $host$request_uri, %U%q, $uri$is_args$args.
    private static List<TextToken> Joined(List<TextToken> tokens)
    {
        for (int i = 0; i + 1 < tokens.Count; i++)
        {
            if (tokens[i].Field == LogField.Path)
            {
                int query = tokens[i + 1].Literal == "$is_args" && i + 2 < tokens.Count ? i + 2 : i + 1;
                if (tokens[query].Field == LogField.Query)
                {
                    tokens[i] = tokens[i] with { Field = LogField.Target };
                    tokens.RemoveRange(i + 1, query - i);
                }
            }

            if (tokens[i].Field == LogField.Host && i + 1 < tokens.Count && tokens[i + 1].Field is LogField.Target or LogField.Path)
            {
                tokens[i] = tokens[i] with { Kind = TextKind.HostOfUrl };
            }
        }

        return TextTemplate.Quote(tokens);
    }

    private static (LogFormat? Format, IReadOnlyList<string> Faults) ParseKeys(string pattern, List<string> faults)
    {
        List<(string Key, LogField Field)> keys = [];
        try
        {
            using JsonDocument map = JsonDocument.Parse(pattern);
            foreach (JsonProperty member in map.RootElement.EnumerateObject())
            {
                string? key = member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString() : null;
                if (!Keys.TryGetValue(member.Name, out LogField field) || string.IsNullOrEmpty(key))
                {
                    faults.Add($"has {member.Name}, which must be one of {string.Join(", ", Keys.Keys)} and name a key");
                }
                else
                {
                    keys.Add((key, field));
                }
            }
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or ArgumentException) // the latter of half a surrogate pair
        {
            return (null, ["must have fields, such as nginx' $remote_addr or Apache's %h, or be a map such as {\"time\":\"ts\",\"client\":\"ip\"} of JSON keys"]);
        }

        Judge([.. keys.Select(key => key.Field)], faults);
        return faults.Count > 0 ? (null, faults) : (Format([.. keys.Select(key => key.Field)], () => [new JsonPattern(keys, TimeForm.Any)]), faults);
    }

    private static LogFormat Format(HashSet<LogField> fields, Func<IReadOnlyList<ILinePattern>> patterns) =>
        new(NamedFormats.Custom, Title, patterns) { LacksAgents = !fields.Contains(LogField.Agent) };

    private static void Judge(HashSet<LogField> fields, List<string> faults)
    {
        Require(fields.Contains(LogField.Time), "the time");
        Require(fields.Contains(LogField.Status), "the status");
        Require(fields.Contains(LogField.RequestLine) || fields.Contains(LogField.Target) || fields.Contains(LogField.Path), "what was asked for");
        Require(fields.Contains(LogField.RequestLine) || fields.Contains(LogField.Method), "the method");
        Require(fields.Contains(LogField.Client) || fields.Contains(LogField.RealClient) || fields.Contains(LogField.ForwardedFor), "the client's address");

        void Require(bool holds, string what)
        {
            if (!holds)
            {
                faults.Add($"must name {what}");
            }
        }
    }
}
