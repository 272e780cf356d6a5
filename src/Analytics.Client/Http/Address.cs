using System.Text;

namespace Analytics.Client.Http;

/// <summary>An address of the API, put together: what a caller says is percent-encoded.</summary>
internal sealed class Address(string path)
{
    private readonly StringBuilder _written = new(path);
    private bool _asked;

    /// <summary>The address of something that belongs to a site: <c>/api/v2/sites/{id}/pages</c>.</summary>
    public static Address OfSite(string site, string below) => new($"/api/v2/sites/{Part(site)}/{below}");

    /// <summary>One part of a path.</summary>
    public static string Part(string text) => Uri.EscapeDataString(text);

    /// <summary>Adds a parameter; null leaves it out.</summary>
    public Address With(string name, string? value)
    {
        if (value is not null)
        {
            _ = _written.Append(_asked ? '&' : '?').Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
            _asked = true;
        }

        return this;
    }

    public override string ToString() => _written.ToString();
}
