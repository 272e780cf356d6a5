using System.Text;
using System.Text.RegularExpressions;
using Analytics.Functions.Ingest.Logs.Lines;
using Analytics.Functions.Ingest.Logs.Patterns;

namespace Analytics.Functions.Ingest.Logs.Formats;

/// <summary>nginx' <c>log_format</c>: its text, or the whole directive as it stands in the configuration.</summary>
internal static partial class NginxPattern
{
    private static readonly Dictionary<string, (TextKind Kind, LogField Field)> Variables = new(StringComparer.Ordinal)
    {
        ["remote_addr"] = (TextKind.Client, LogField.Client),
        ["http_x_forwarded_for"] = (TextKind.Client, LogField.ForwardedFor),
        ["proxy_add_x_forwarded_for"] = (TextKind.Client, LogField.ForwardedFor),
        ["http_x_real_ip"] = (TextKind.Word, LogField.RealClient),
        ["http_cf_connecting_ip"] = (TextKind.Word, LogField.RealClient),
        ["http_true_client_ip"] = (TextKind.Word, LogField.RealClient),
        ["proxy_protocol_addr"] = (TextKind.Word, LogField.RealClient),
        ["time_local"] = (TextKind.Free, LogField.Time),
        ["time_iso8601"] = (TextKind.Free, LogField.Time),
        ["msec"] = (TextKind.Free, LogField.Time),
        ["request"] = (TextKind.Free, LogField.RequestLine),
        ["request_method"] = (TextKind.Word, LogField.Method),
        ["request_uri"] = (TextKind.Free, LogField.Target),
        ["uri"] = (TextKind.Free, LogField.Path),
        ["document_uri"] = (TextKind.Free, LogField.Path),
        ["args"] = (TextKind.Free, LogField.Query),
        ["query_string"] = (TextKind.Free, LogField.Query),
        ["status"] = (TextKind.Status, LogField.Status),
        ["http_referer"] = (TextKind.Free, LogField.Referrer),
        ["http_user_agent"] = (TextKind.Free, LogField.Agent),
        ["http_host"] = (TextKind.Free, LogField.Host),
        ["host"] = (TextKind.Free, LogField.Host),
        ["server_name"] = (TextKind.Free, LogField.Host),
        ["scheme"] = (TextKind.Word, LogField.Scheme),
        ["sent_http_content_type"] = (TextKind.Free, LogField.ContentType),
        ["geoip_country_code"] = (TextKind.Free, LogField.Country),
        ["geoip2_data_country_code"] = (TextKind.Free, LogField.Country),
        ["body_bytes_sent"] = (TextKind.Number, LogField.None),
        ["bytes_sent"] = (TextKind.Number, LogField.None),
        ["request_length"] = (TextKind.Number, LogField.None),
        ["request_time"] = (TextKind.Number, LogField.None),
        ["connection"] = (TextKind.Number, LogField.None),
        ["server_port"] = (TextKind.Number, LogField.Port),
    };

    private static readonly (string Name, TimeForm Form)[] Times = [("$time_local", TimeForm.Clf), ("$time_iso8601", TimeForm.Iso), ("$msec", TimeForm.Seconds)];

    /// <summary>The parts, and how the time is written.</summary>
    public static (List<TextToken> Tokens, TimeForm Time) Parse(string pattern, List<string> faults)
    {
        ValueForm form = ValueForm.Backslash;
        if (Directive().Match(pattern) is { Success: true } directive)
        {
            form = Escape(directive.Groups["escape"].Value);
            pattern = Joined(pattern[directive.Length..].TrimEnd().TrimEnd(';'));
        }
        else if (pattern.StartsWith('\''))
        {
            pattern = Joined(pattern.TrimEnd(';'));
        }

        pattern = pattern.Replace("\\t", "\t", StringComparison.Ordinal);
        form = pattern.StartsWith('{') ? ValueForm.Json : form;
        List<TextToken> tokens = TextTemplate.Parse(pattern, name =>
        {
            (TextKind kind, LogField field) = Variables.GetValueOrDefault(name, (TextKind.Free, LogField.None));
            return new TextToken(kind, field, "$" + name, form);
        });

        // By the variables as they were read, so that ${time_local} is $time_local.
        (string timeName, TimeForm time) = Times.FirstOrDefault(of => tokens.Exists(token => token.Field == LogField.Time && token.Literal == of.Name), Times[^1]);
        tokens = tokens.ConvertAll(token => token.Field == LogField.Time && token.Literal != timeName ? token with { Field = LogField.None } : token);
        if (tokens.TrueForAll(token => token.Kind == TextKind.Literal))
        {
            faults.Add("must have fields, such as $remote_addr");
        }

        return (tokens, time);
    }

    private static ValueForm Escape(string name) => name switch { "json" => ValueForm.Json, "none" => ValueForm.Plain, _ => ValueForm.Backslash };

    // 'one part ' 'and the next'; quotes of either kind.
    private static string Joined(string text)
    {
        var joined = new StringBuilder();
        foreach (Match part in Part().Matches(text))
        {
            string inner = part.Value[0] is '\'' or '"' ? part.Value[1..^1] : part.Value;
            _ = joined.Append(inner.Replace("\\'", "'", StringComparison.Ordinal).Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal));
        }

        return joined.ToString();
    }

    [GeneratedRegex("""^\s*log_format\s+\S+\s+(?:escape=(?<escape>default|json|none)\s+)?""", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Directive();

    [GeneratedRegex("""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[^\s'"]+""", RegexOptions.CultureInvariant | RegexOptions.Singleline, 1000)]
    private static partial Regex Part();
}
