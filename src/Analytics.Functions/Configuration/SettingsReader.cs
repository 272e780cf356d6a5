using System.Globalization;
using System.Net.Mail;
using Analytics.Functions.Http;
using Analytics.Functions.Places;
using Analytics.Store.Inputs;
using Analytics.Store.Table;

namespace Analytics.Functions.Configuration;

/// <summary>Reads named texts into trusted values, and collects what is wrong with them instead of stopping at the first.</summary>
internal sealed class SettingsReader(Func<string, string?> environment)
{
    private readonly InputFaults _faults = new();

    public void Require(bool holds, string name, string problem) => _ = _faults.Require(holds, name, problem);

    /// <exception cref="AnalyticsInputException">There was at least one fault.</exception>
    public void ThrowIfAny() => _faults.ThrowIfAny();

    /// <summary>As it stands; an empty one counts as not set, since that is how compose files and shells unset things.</summary>
    public string? Text(string name) => environment(name) is { Length: > 0 } text ? text : null;

    /// <summary>Fit for a header: printable ASCII without a space.</summary>
    public string? Visible(string name)
    {
        string? text = Text(name);
        Require(text is null || text.All(c => c is > ' ' and < '\x7f'), name, "must be printable ASCII without spaces");
        return text;
    }

    /// <summary>A whole number, at least 0.</summary>
    public long Whole(string name, long otherwise)
    {
        string? text = Text(name);
        long number = otherwise;
        Require(text is null || long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number), name, "must be a whole number from 0");
        return number;
    }

    /// <summary>1 or 0; not set is 0.</summary>
    public bool Flag(string name)
    {
        string? text = Text(name);
        Require(text is null or "0" or "1", name, "must be 1 or 0");
        return text == "1";
    }

    public Role Role(string name)
    {
        Role? role = Text(name) switch
        {
            null or "all" => Configuration.Role.All,
            "collect" => Configuration.Role.Collect,
            "api" => Configuration.Role.Api,
            "front" => Configuration.Role.Front,
            "maintain" => Configuration.Role.Maintain,
            _ => null,
        };
        Require(role is not null, name, "must be all, collect, api, front or maintain");
        return role ?? Configuration.Role.All;
    }

    /// <summary>The beginning of all paths, without a slash at its end; empty where there is none.</summary>
    public string Path(string name)
    {
        string text = (Text(name) ?? "").TrimEnd('/');
        Require(
            text.Length <= 200 && (text.Length == 0 || text.Split('/') is ["", .. var parts] && parts.All(part => part.Trim('.').Length > 0 && part.All(IsUnreserved))),
            name, "must be a path such as /stats: parts of letters, digits and - . _ ~, each after a slash");
        return text;
    }

    private static bool IsUnreserved(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '~';

    public string? Email(string name)
    {
        string? text = Text(name)?.Trim();
        Require(text is null || (text.Length <= 254 && MailAddress.TryCreate(text, out MailAddress? parsed) && parsed.Address == text),
            name, "must be an e-mail address");
        return text;
    }

    public string Table(string name, string otherwise, bool required)
    {
        string? text = Text(name);
        Require(text is not null || !required, name, "must be set in Lambda");
        Require(text is null || TableName.IsValid(text), name, TableName.Rule);
        return text ?? otherwise;
    }

    public string? Bucket(string name)
    {
        string? text = Text(name);
        Require(text is null || (text.Length is >= 3 and <= 63 && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.') && char.IsAsciiLetterOrDigit(text[0]) && char.IsAsciiLetterOrDigit(text[^1])),
            name, "must be a bucket's name: 3 to 63 characters of a–z 0–9 - . that begin and end with a letter or digit");
        return text;
    }

    public Uri? Endpoint(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        bool holds = Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https" && uri.Host.Length > 0;
        Require(holds, name, "must be an address such as http://127.0.0.1:8000");
        return holds ? uri : null;
    }

    public string Folder(string name, string otherwise)
    {
        string text = Text(name) ?? otherwise;
        bool holds = !text.Contains('\0') && !File.Exists(text);
        Require(holds, name, "must be a folder, and is a file");
        return holds ? System.IO.Path.GetFullPath(text) : otherwise;
    }

    public IReadOnlyList<string> Urls(string name, string text)
    {
        string[] urls = text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Require(urls.Length > 0 && urls.All(IsListenAddress), name, "must be addresses to listen on, such as http://127.0.0.1:5080, divided by semicolons");
        return urls;
    }

    public TrustedProxies Proxies(string name, TrustedProxies otherwise)
    {
        if (Text(name) is not { } text)
        {
            return otherwise;
        }

        bool holds = TrustedProxies.TryParse(text, out TrustedProxies? proxies, out string? wrong);
        Require(holds, name, $"must be IP addresses or ranges such as 10.0.0.0/8, divided by commas, and '{wrong}' is neither");
        return proxies ?? otherwise;
    }

    public string? HeaderName(string name)
    {
        string? text = Text(name);
        Require(text is null || (text.Length <= 100 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')), name, "must be a header's name, such as CF-IPCountry");
        return text;
    }

    /// <summary>The places of addresses: of the file that is named, of none, or of the file beside the program.</summary>
    public AddressPlaces Places(string name)
    {
        switch (Text(name))
        {
            case null:
                return AddressPlaces.Shipped;
            case "none":
                return AddressPlaces.None;
            case var path:
                if (!PlaceDatabase.TryOpen(path, out PlaceDatabase? database, out string? problem))
                {
                    Require(false, name, problem);
                    return AddressPlaces.None;
                }

                Require(database.HasCountries, name, "is a database without countries: none of its first 1,000 networks has country.iso_code, country_code or country");
                return new AddressPlaces(database);
        }
    }

    private static bool IsListenAddress(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            return address.Scheme.ToUpperInvariant() is "HTTP" or "HTTPS" && (address.IsUnixPipe || address.Port is >= 0 and <= 65535);
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
