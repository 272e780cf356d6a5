using System.Globalization;

namespace Analytics.Testing;

/// <summary>Runs what follows under another culture: what is stored must not change with it.</summary>
public sealed class CultureScope : IDisposable
{
    /// <summary>Cultures that format dates, signs and digits unlike the invariant one.</summary>
    public static readonly string[] Hostile = ["th-TH", "ar-SA", "fa-IR", "sv-SE", "tr-TR", "de-CH"];

    private readonly CultureInfo _before = CultureInfo.CurrentCulture;

    public CultureScope(string culture) => CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);

    public void Dispose() => CultureInfo.CurrentCulture = _before;
}
