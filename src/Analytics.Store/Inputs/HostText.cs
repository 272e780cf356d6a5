using System.Globalization;

namespace Analytics.Store.Inputs;

/// <summary>The host of a URL as the name system knows it: an internationalised name in its ASCII form.</summary>
internal static class HostText
{
    private static readonly IdnMapping Idn = new();

    /// <summary>Empty where the host is no name that could exist.</summary>
    public static string Ascii(Uri url)
    {
        string host = url.Host;
        if (System.Text.Ascii.IsValid(host))
        {
            return host;
        }

        try
        {
            return Idn.GetAscii(host.ToLowerInvariant()); // without a culture's data nothing else would
        }
        catch (ArgumentException)
        {
            return "";
        }
    }
}
