using Analytics.Functions.Ingest.Logs.Lines;
using Analytics.Functions.Ingest.Logs.Patterns;

namespace Analytics.Functions.Ingest.Logs.Formats;

/// <summary>The formats of text lines, each as its server documents it.</summary>
internal static class TextFormats
{
    private const string Common = "$client $ident $user [$time] \"$request\" $status $bytes";
    private const string Combined = Common + " \"$referrer\" \"$agent\"";
    private const string Traefik = Combined + " $number $quoted $quoted $word";
    private const string Hosts = "$host $visitor $ident $user [$time] \"$request\" $status $bytes \"$referrer\" \"$agent\"";
    private const string Balancer = "$instant $word $client_port $word $number $number $number $status $word $number $number \"$url\" \"$agent\"";

    private static readonly Dictionary<string, TextToken> Words = new(StringComparer.Ordinal)
    {
        ["client"] = new(TextKind.Client, LogField.Client, "the client's address or host name", ValueForm.Plain),
        ["visitor"] = new(TextKind.Visitor, LogField.Client, "the client's address or host name", ValueForm.Plain),
        ["client_port"] = new(TextKind.Peer, LogField.Client, "the client's address", ValueForm.Plain),
        ["host"] = new(TextKind.Host, LogField.Host, "the host", ValueForm.Plain),
        ["ident"] = new(TextKind.Ident, LogField.None, "an identity, mostly -"),
        ["user"] = new(TextKind.User, LogField.None, "a user, mostly -, and then ' ['"),
        ["time"] = new(TextKind.Until, LogField.Time, "the time", ValueForm.Plain),
        ["instant"] = new(TextKind.Instant, LogField.Time, "an ISO 8601 instant", ValueForm.Plain),
        ["created"] = new(TextKind.Word, LogField.Created, "when the request came", ValueForm.Plain),
        ["request"] = new(TextKind.Quoted, LogField.RequestLine, "the request in quotes"),
        ["url"] = new(TextKind.Quoted, LogField.RequestUrl, "the request in quotes"),
        ["status"] = new(TextKind.Status, LogField.Status, "the status", ValueForm.Plain),
        ["bytes"] = new(TextKind.Number, LogField.None, "a number of bytes, or -"),
        ["number"] = new(TextKind.Number, LogField.None, "a number"),
        ["word"] = new(TextKind.Word, LogField.None, "a word"),
        ["quoted"] = new(TextKind.Quoted, LogField.None, "a text in quotes"),
        ["operation"] = new(TextKind.Word, LogField.Operation, "an operation", ValueForm.Plain),
        ["referrer"] = new(TextKind.Quoted, LogField.Referrer, "the referrer in quotes"),
        ["agent"] = new(TextKind.Quoted, LogField.Agent, "the user agent in quotes"),
        ["forwarded"] = new(TextKind.Forwarded, LogField.ForwardedFor, "forwarded addresses in quotes", ValueForm.Plain),
        ["syslog"] = new(TextKind.Syslog, LogField.None, "a prefix"),
        ["captures"] = new(TextKind.Captures, LogField.None, "captured headers"),
        ["connection"] = new(TextKind.Connection, LogField.None, "http, https, h2, grpcs, ws or wss"),
        ["tail"] = new(TextKind.Tail, LogField.ForwardedFor, "words, or texts in quotes or brackets", ValueForm.Plain),
        ["more"] = new(TextKind.Tail, LogField.None, "words, or texts in quotes or brackets"),
    };

    /// <summary>Apache's and nginx' combined format; with anything behind it where it is named.</summary>
    public static LogFormat CombinedLog { get; } = Text(
        "combined", "the combined format", 1, Combined, Combined + " $forwarded", Traefik, Combined + "$tail");

    /// <summary>The stock <c>main</c> format of nginx' packages.</summary>
    public static LogFormat NginxMain { get; } = Text("nginx_main", "nginx' main format", 1, Combined + " $forwarded", Combined + "$tail");

    /// <summary>The format that the combined and the common one extend.</summary>
    public static LogFormat CommonLog { get; } = Text("common", "the common format", 1, Common) with { LacksAgents = true };

    /// <summary>Debian's stock format of virtual hosts.</summary>
    public static LogFormat VirtualHosts { get; } = Text("vhost_combined", "the combined format with a host before it", 1, Hosts, Hosts + "$tail");

    /// <summary>Traefik's access log in its own form of the common log.</summary>
    public static LogFormat TraefikClf { get; } = Text("traefik", "Traefik's format", 1, Traefik);

    /// <summary>The combined format with more behind it: ingress controllers, response times.</summary>
    public static LogFormat CombinedWithMore { get; } = Text("combined", "the combined format with more behind it", 1, Combined + "$tail");

    /// <summary>The same with a host before it.</summary>
    public static LogFormat HostsWithMore { get; } = Text("vhost_combined", "the combined format with a host before it and more behind it", 1, Hosts + "$tail");

    /// <summary>HAProxy's <c>option httplog</c> and <c>httpslog</c>, with what the system's log puts before it or without.</summary>
    public static LogFormat HaProxy { get; } = HaProxyLog();

    /// <summary>An Application Load Balancer's access log; of before 2018 it ends early.</summary>
    /// <remarks>https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html</remarks>
    public static LogFormat ApplicationBalancer { get; } = Text(
        "alb", "a load balancer's format", 2, "$connection " + Balancer + " $word $word $word $quoted $quoted $quoted $word $created$more", "$connection " + Balancer + "$more");

    /// <summary>A classic load balancer's access log.</summary>
    /// <remarks>https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/access-log-collection.html</remarks>
    public static LogFormat ClassicBalancer { get; } = Text("elb", "a classic load balancer's format", 1, Balancer + " $word $word");

    /// <summary>A bucket's server access log.</summary>
    /// <remarks>https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html</remarks>
    public static LogFormat Bucket { get; } = Text(
        "s3",
        "Amazon S3's format",
        2,
        "$word $word [$time] $client $word $word $operation $word \"$request\" $status $word $number $number $number $number \"$referrer\" \"$agent\" $word $word $word $word $word $host$more",
        "$word $word [$time] $client $word $word $operation $word \"$request\" $status $word $number $number $number $number \"$referrer\" \"$agent\"$more");

    private static LogFormat HaProxyLog()
    {
        const string Line = "$client_port [$time] $word $word $word $status $number $word $word $word $word $word $captures\"$url\""; // of HTTP/2 a whole URL
        return Text("haproxy", "HAProxy's format", 4, "$syslog" + Line + "$more", Line + "$more") with { LacksAgents = true };
    }

    private static LogFormat Text(string name, string title, int strict, params string[] templates)
    {
        (IReadOnlyList<TextToken> Tokens, TimeForm Time)[] compiled =
            [.. templates.Select(t => ((IReadOnlyList<TextToken>)TextTemplate.Parse(t, word => Words[word]), t.Contains("[$time]", StringComparison.Ordinal) ? TimeForm.Clf : TimeForm.Iso))];
        return new LogFormat(name, title, () => [.. compiled.Select(c => new TextPattern(c.Tokens, c.Time))]) { StrictCount = strict };
    }
}
