using Analytics.Store.Ingest.Steps;
using Analytics.Store.Sites;

namespace Analytics.Store.Tests.Ingest.Steps;

public class PathScrubTests
{
    [Theory]
    [InlineData("/reset/ann.lee+news@mail.example.co.uk/now", "/reset/[email]/now")]
    [InlineData("/unsubscribe?mail=ann@example.com&list=7", "/unsubscribe?mail=[email]&list=7")]
    [InlineData("/login/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmN", "/login/[token]")]
    [InlineData("/verify/4f2d8a1b9c0e4f2d8a1b9c0e4f2d8a1b", "/verify/[token]")]
    [InlineData("/magic/Xk29fQpL8vZ3mN7wRt5yB1", "/magic/[token]")]
    [InlineData("/app#/invite/Xk29fQpL8vZ3mN7wRt5yB1", "/app#/invite/[token]")]
    public void Personal_data_in_a_path_is_replaced(string path, string kept) => Assert.Equal(kept, PathScrub.Clean(path, PathScrubbing.Secrets));

    [Theory]
    [InlineData("/")]
    [InlineData("/blog/how-we-cut-our-cloud-bill-by-ninety-percent-in-2026")]
    [InlineData("/2026/11/21/a-very-long-title-with-numbers-1234-and-words")]
    [InlineData("/docs/api/v2/AnalyticsStoreOptionsAndOtherTypes")]
    [InlineData("/orders/550e8400-e29b-41d4-a716-446655440000")]
    [InlineData("/items/123456789012")]
    [InlineData("/@ann/posts")]
    [InlineData("/väga-pikk-eestikeelne-pealkiri-mis-on-täiesti-tavaline")]
    [InlineData("/product/ASUS-ROG-Strix-GeForce-RTX-4090-OC-Edition-24GB")]
    public void Ordinary_pages_stay_as_they_are(string path) => Assert.Equal(path, PathScrub.Clean(path, PathScrubbing.Secrets));

    [Theory]
    [InlineData("/orders/550e8400-e29b-41d4-a716-446655440000/items", "/orders/[id]/items")]
    [InlineData("/items/123456789012", "/items/[id]")]
    [InlineData("/items/12345678", "/items/12345678")]
    [InlineData("/2026/11/21/title", "/2026/11/21/title")]
    public void Ids_are_replaced_where_the_site_wants_it(string path, string kept) => Assert.Equal(kept, PathScrub.Clean(path, PathScrubbing.Ids));

    [Fact]
    public void Nothing_is_replaced_where_the_site_does_not_want_it() =>
        Assert.Equal("/reset/ann@example.com", PathScrub.Clean("/reset/ann@example.com", PathScrubbing.Off));

    [Fact]
    public void A_path_is_looked_at_in_time_that_grows_with_its_length()
    {
        string hostile = "/" + new string('a', 1000) + "@" + string.Concat(Enumerable.Repeat("a.", 400)) + "!";

        Assert.NotEmpty(PathScrub.Clean(hostile, PathScrubbing.Ids));
    }
}
