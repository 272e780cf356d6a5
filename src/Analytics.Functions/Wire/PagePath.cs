using Analytics.Store.Events;

namespace Analytics.Functions.Wire;

/// <summary>The limit of a page's address. Only its path has one: of a query tags are read, and what else the site keeps of it is left out where it would be too long.</summary>
internal static class PagePath
{
    /// <summary>Whether the path, decoded, has at most 2,000 characters.</summary>
    public static bool Fits(Uri url) => url.AbsolutePath.Length <= EventLimits.Path || Uri.UnescapeDataString(url.AbsolutePath).Length <= EventLimits.Path;
}
