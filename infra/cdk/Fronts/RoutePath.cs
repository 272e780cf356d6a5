using System.Text.RegularExpressions;

namespace Analytics.Cdk.Fronts;

/// <summary>A path as the server's routes write it, with <c>{name}</c> for one part and, at the end, <c>{name+}</c> for all the rest.</summary>
/// <param name="Pattern">Begins with a slash.</param>
public sealed partial record RoutePath(string Pattern)
{
    /// <summary>The same where the product is under a path of its host.</summary>
    /// <param name="path">Begins with a slash and ends without; empty for the whole host.</param>
    public RoutePath Under(string path) => new(path + Pattern);

    /// <summary>As an HTTP API's route key takes it, which has the same form.</summary>
    public string InHttpApi => Pattern;

    /// <summary>As a behaviour of CloudFront takes it, where a star is any text.</summary>
    public string InCloudFront => Parameter().Replace(Pattern, "*");

    /// <summary>Whether this takes all paths of another pattern.</summary>
    /// <param name="other">A route's pattern.</param>
    public bool Covers(string other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Regex.IsMatch(other, "^" + Regex.Replace(Pattern, @"\{[^}]*\}|[^{]+", part =>
            part.Value.EndsWith("+}", StringComparison.Ordinal) ? ".+" : part.Value[0] == '{' ? "[^/]+" : Regex.Escape(part.Value)) + "$");
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
