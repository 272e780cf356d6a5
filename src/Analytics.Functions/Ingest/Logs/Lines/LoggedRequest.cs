using System.Globalization;
using System.Net;
using Analytics.Functions.Places;
using Analytics.Functions.Wire;

namespace Analytics.Functions.Ingest.Logs.Lines;

/// <summary>
/// The request of the line read last, of any format. The next line changes it. Texts are made when they are asked for, so that a line
/// that is no page view makes none. It is no record type, because its text would contain the IP address.
/// </summary>
internal sealed class LoggedRequest(LineFields fields)
{
    /// <summary>Stands between the two texts of a time that stands in two places, when they are read as one.</summary>
    public const string BetweenTimes = " ";

    private static readonly string[] PageExtensions = [".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".aspx", ".jsp", ".cgi"];
    private static readonly string[] FeedNames = ["feed", "rss", "rss2", "atom", "rdf"];

    private LogField _from;
    private Range _method;
    private Range _target;
    private Range _authority;
    private (IPAddress? Address, string? Name)? _client; // found out once a line
    private (string? Text, bool IsKnown) _agent;

    /// <summary>When it happened, UTC.</summary>
    public DateTimeOffset Time { get; private set; }

    /// <summary>The method.</summary>
    public ReadOnlySpan<char> Method => _from is LogField.None or LogField.Target ? fields.Raw(LogField.Method) : fields.Raw(_from)[_method];

    /// <summary>Path and query as they were asked for; what does not begin with a slash is no page.</summary>
    public string Target
    {
        get
        {
            if (_from == LogField.None && !fields.Has(LogField.Target))
            {
                string path = fields.Address(LogField.Path) ?? "";
                return fields.Address(LogField.Query)?.TrimStart('?') is { Length: > 0 } query ? $"{path}?{query}" : path;
            }

            return Unescape.Address(RawTarget, fields.FormOf(_from == LogField.None ? LogField.Target : _from));
        }
    }

    /// <summary>The host that was asked for; null if the log does not say.</summary>
    public string? Host => _from is LogField.RequestUrl or LogField.Target && fields.Raw(_from)[_authority] is { IsEmpty: false } authority ? WithoutPort(authority).ToString()
        : fields.Text(LogField.Host) is { } host ? WithoutPort(host).ToString().ToLowerInvariant() : null;

    /// <summary><c>http</c> or <c>https</c>; null if the log does not say.</summary>
    public string? Scheme => _from is LogField.RequestUrl or LogField.Target ? (IsUrl("http:") ? "http" : "https")
        : fields.Value(LogField.Scheme) is { IsEmpty: false } scheme ? (scheme is "http" or "ws" ? "http" : "https")
        : fields.Has(LogField.Encryption) ? "https"
        : fields.Value(LogField.Port) is { IsEmpty: false } port ? (port is "443" ? "https" : "http")
        : null;

    /// <summary>The client's address. If the peer is a proxy in a private network, it is the first public address that the proxy forwarded.</summary>
    public IPAddress? Client => (_client ??= FindClient()).Address;

    /// <summary>The client's host name, if the server wrote one and no address.</summary>
    public string? ClientName => (_client ??= FindClient()).Name;

    /// <summary>The referring page.</summary>
    public string? Referrer => fields.Address(LogField.Referrer);

    /// <summary>The user agent; null where the client sent none, or the log does not tell.</summary>
    public string? UserAgent => (_agent = _agent.IsKnown ? _agent : (fields.Text(LogField.Agent), true)).Text;

    /// <summary>Whether the line has a place for a user agent.</summary>
    public bool HasAgent => fields.Has(LogField.Agent);

    /// <summary>ISO 3166-1 alpha-2; null if the log does not say.</summary>
    public string? Country => PlaceText.Country(fields.Value(LogField.Country));

    /// <summary>The client's autonomous system; null if the log does not say.</summary>
    public long? Network => long.TryParse(fields.Value(LogField.Network), NumberStyles.None, CultureInfo.InvariantCulture, out long network) ? network : null;

    /// <summary>Whether a page was shown.</summary>
    public bool IsPageView => Skip is null;

    /// <summary>
    /// Why no page was shown; null where one was: by a GET that was answered 200, or 304 because the browser's copy was fresh, of something
    /// that is neither an asset (its last segment has an extension that no page has, or its answer another type than HTML) nor a feed.
    /// </summary>
    public SkipReason? Skip
    {
        get
        {
            ReadOnlySpan<char> target = RawTarget;
            if (Method is not "GET")
            {
                return SkipReason.Method;
            }

            if (fields.Raw(LogField.Status) is not ("200" or "304"))
            {
                return SkipReason.Status;
            }

            int query = target.IndexOf('?');
            ReadOnlySpan<char> path = (query < 0 ? target : target[..query]).TrimEnd('/');
            ReadOnlySpan<char> last = path[(path.LastIndexOf('/') + 1)..];
            int dot = path.Length < (query < 0 ? target.Length : query) ? -1 : last.LastIndexOf('.'); // a folder has no extension
            return target.IsEmpty || target[0] != '/' || (dot >= 0 && !Is(last[dot..], PageExtensions)) || !IsObject() ? SkipReason.Asset
                : Is(last, FeedNames) || IsFeedQuery(query < 0 ? fields.Value(LogField.Query).TrimStart('?') : target[(query + 1)..]) ? SkipReason.Feed
                : IsHtml(fields.Value(LogField.ContentType)) ? null : SkipReason.ContentType;
        }
    }

    private ReadOnlySpan<char> RawTarget => _from != LogField.None ? fields.Raw(_from)[_target]
        : fields.Has(LogField.Target) ? fields.Raw(LogField.Target) : fields.Raw(LogField.Path);

    /// <summary>Reads the fields of a line that fits its format: what is wrong with one of them, or null.</summary>
    public string? Read(TimeZoneInfo zone)
    {
        (_from, _method, _target, _authority) = (LogField.None, default, default, default);
        (_client, _agent) = (null, default);
        if (fields.Has(LogField.Date) != fields.Has(LogField.TimeOfDay) && !fields.Has(LogField.Time) && !fields.Has(LogField.Created))
        {
            return fields.Has(LogField.Date) ? "has a date and no time of day: let the server log the column time, too" : "has a time of day and no date: let the server log the column date, too";
        }

        if (!TryTime(zone, out DateTimeOffset time))
        {
            return $"has a time that is not written as {fields.Time.Example}";
        }

        Time = time;
        if (fields.Raw(LogField.Status) is not ("-" or "-1" or "0") && (fields.Raw(LogField.Status).Length != 3 || !IsoInstant.Digits(fields.Raw(LogField.Status), out _)))
        {
            return "has a status that is none";
        }

        foreach (LogField whole in (ReadOnlySpan<LogField>)[LogField.RequestLine, LogField.RequestUrl])
        {
            if (fields.Has(whole))
            {
                Split(whole);
            }
        }

        if (_from == LogField.None && fields.Raw(LogField.Target) is var url && SchemeLength(url) > 0)
        {
            _from = LogField.Target;
            SplitUrl(url, 0, url.Length);
        }

        return _from == LogField.None && !fields.Has(LogField.Target) && !fields.Has(LogField.Path) ? "names no request"
            : fields.Value(LogField.Client) is { IsEmpty: false } client && !ClientText.IsClient(client) ? "has a client that is neither an address nor a host name"
            : null;
    }

    private (IPAddress?, string?) FindClient()
    {
        ReadOnlySpan<char> client = fields.Value(LogField.Client), real = fields.Value(LogField.RealClient), forwarded = fields.Value(LogField.ForwardedFor);
        IPAddress? own = ClientText.First(client);
        if (own is null && !ClientText.IsNobody(client) && ClientText.IsName(client))
        {
            return (null, client.ToString().ToLowerInvariant());
        }

        IPAddress? address = ClientText.FirstPublic(client) ?? ClientText.FirstPublic(real) ?? ClientText.FirstPublic(forwarded)
            ?? own ?? ClientText.First(real) ?? ClientText.First(forwarded);
        return (address, null);
    }

    private bool TryTime(TimeZoneInfo zone, out DateTimeOffset time)
    {
        if (fields.Has(LogField.TimeRest))
        {
            return fields.Time.TryParse(string.Concat(fields.Raw(LogField.Time), BetweenTimes, fields.Raw(LogField.TimeRest)), zone, out time);
        }

        if (!fields.Has(LogField.Date) || !fields.Has(LogField.TimeOfDay))
        {
            return (fields.Value(LogField.Created) is { IsEmpty: false } created && fields.Time.TryParse(created, zone, out time))
                || fields.Time.TryParse(fields.Raw(LogField.Time), zone, out time);
        }

        time = default;
        ReadOnlySpan<char> text = fields.Raw(LogField.TimeOfDay);
        return IsoInstant.TryDate(fields.Raw(LogField.Date), out DateTime day) && IsoInstant.TryTime(text, out TimeSpan of, out int used)
            && IsoInstant.TryOffset(text[used..], zone, day + of, out time);
    }

    // METHOD target PROTOCOL; a target may hold blanks that its sender did not escape.
    private void Split(LogField field)
    {
        _from = field;
        ReadOnlySpan<char> request = fields.Raw(field);
        int first = request.IndexOf(' '), last = request.LastIndexOf(' ');
        _method = first < 0 ? .. : ..first;
        if (first < 0)
        {
            _target = request.Length..;
            return;
        }

        int end = last > first && request[(last + 1)..].StartsWith("HTTP/", StringComparison.Ordinal) ? last
            : request[(first + 1)..].IndexOf(' ') is >= 0 and var next ? first + 1 + next : request.Length;
        (int start, _target) = (first + 1, (first + 1)..end);
        if (field == LogField.RequestUrl)
        {
            SplitUrl(request, start, end);
        }
    }

    private void SplitUrl(ReadOnlySpan<char> text, int start, int end)
    {
        ReadOnlySpan<char> url = text[start..end];
        int scheme = SchemeLength(url);
        int path = scheme == 0 ? 0 : url[scheme..].IndexOfAny('/', '?');
        path = scheme == 0 ? (url is ['/', ..] ? 0 : url.Length) : path < 0 ? url.Length : scheme + path;
        _authority = (start + scheme)..(start + (scheme == 0 ? scheme : path));
        _target = (start + path)..end;
    }

    private static int SchemeLength(ReadOnlySpan<char> url) =>
        url.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? 7 : url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? 8 : 0;

    private bool IsUrl(string scheme) => fields.Raw(_from)[_method.End.Value..].TrimStart(' ').StartsWith(scheme, StringComparison.OrdinalIgnoreCase);

    private bool IsObject() => !fields.Has(LogField.Operation) || fields.Raw(LogField.Operation).EndsWith(".GET.OBJECT", StringComparison.Ordinal);

    private static ReadOnlySpan<char> WithoutPort(ReadOnlySpan<char> host)
    {
        int colon = host.LastIndexOf(':');
        return colon > 0 && host.IndexOf(':') == colon | host[colon - 1] == ']' && host[(colon + 1)..].IndexOfAnyExceptInRange('0', '9') < 0 ? host[..colon] : host;
    }

    private static bool Is(ReadOnlySpan<char> text, string[] names)
    {
        foreach (string name in names)
        {
            if (text.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsHtml(ReadOnlySpan<char> contentType) =>
        contentType.IsEmpty
        || contentType.StartsWith("text/html", StringComparison.OrdinalIgnoreCase)
        || contentType.StartsWith("application/xhtml", StringComparison.OrdinalIgnoreCase);

    // WordPress (?feed=rss2) and blosxom (?flav=rss20) serve feeds from a page's address.
    private static bool IsFeedQuery(ReadOnlySpan<char> query)
    {
        foreach (Range part in query.Split('&'))
        {
            ReadOnlySpan<char> p = query[part];
            if (p.StartsWith("feed=", StringComparison.OrdinalIgnoreCase) || p.StartsWith("flav=rss", StringComparison.OrdinalIgnoreCase)
                || p.StartsWith("flav=atom", StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
