using Analytics.Store.Events;

namespace Analytics.Store.Tests.Events;

/// <summary>What senders say about a device is kept in one form, and what is none of it not at all.</summary>
public sealed class DetailTextTests
{
    [Theory]
    [InlineData(" Samsung ", "Samsung")]
    [InlineData("iPad Pro 12.9\" (M2)", "iPad Pro 12.9\" (M2)")]
    [InlineData("小米", "小米")]
    [InlineData("", null)]
    [InlineData("--", null)]
    [InlineData("<script>", null)]
    [InlineData("a\nb", null)]
    [InlineData("a\u202eb", null)]
    [InlineData("ann@example.com", null)]
    [InlineData("=1+1", null)]
    public void A_name_is_letters_digits_and_a_few_signs(string text, string? expected) => Assert.Equal(expected, DetailText.Name(text));

    [Fact]
    public void A_name_has_at_most_64_characters()
    {
        Assert.NotNull(DetailText.Name(new string('m', 64)));
        Assert.Null(DetailText.Name(new string('m', 65)));
        Assert.Null(DetailText.Name(null));
    }

    [Theory]
    [InlineData("2", "2")]
    [InlineData("2.625", "2.63")]
    [InlineData("1.50", "1.5")]
    [InlineData("0.1", "0.1")]
    [InlineData("10", "10")]
    [InlineData("0.09", null)]
    [InlineData("10.001", null)]
    [InlineData("-1", null)]
    [InlineData("NaN", null)]
    [InlineData("1e300", null)]
    [InlineData("1,5", null)]
    public void A_density_is_a_number_of_two_decimals(string text, string? expected) => Assert.Equal(expected, DetailText.Write(DetailText.Density(text)));

    [Theory]
    [InlineData("et", "et")]
    [InlineData("ET_ee", "et-EE")]
    [InlineData("es-419", "es-419")]
    [InlineData("SR-LATN-rs", "sr-Latn-RS")]
    [InlineData("ca-ES-valencia", "ca-ES")]
    [InlineData("en-US-u-ca-buddhist", "en-US")]
    [InlineData("de-1996", "de")]
    [InlineData("", null)]
    [InlineData("english", null)]
    [InlineData("en-GB,en;q=0.9", null)]
    [InlineData("*", null)]
    [InlineData("en-US ", null)]
    [InlineData("en-US\n", null)]
    [InlineData("ann@example.com", null)]
    [InlineData("en-aaaaaaaa-bbbbbbbb-cccccccc-dddddddd", null)]
    public void A_locale_is_language_script_and_region(string text, string? expected) => Assert.Equal(expected, DetailText.Locale(text));

    [Theory]
    [InlineData("Europe/Tallinn", true)]
    [InlineData("Asia/Calcutta", true)]
    [InlineData("America/Argentina/Buenos_Aires", true)]
    [InlineData("UTC", true)]
    [InlineData("Etc/GMT-14", true)]
    [InlineData("Etc/GMT+13", false)]
    [InlineData("europe/tallinn", false)]
    [InlineData("FLE Standard Time", false)]
    [InlineData("../../etc/passwd", false)]
    [InlineData("", false)]
    public void A_time_zone_is_one_that_IANA_knows(string text, bool isKnown) => Assert.Equal(isKnown ? text : null, DetailText.TimeZone(text));
}
