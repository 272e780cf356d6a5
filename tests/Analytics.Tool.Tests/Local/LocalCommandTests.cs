using Analytics.Tool.Local;

namespace Analytics.Tool.Tests.Local;

/// <summary>That it starts is shown where the tool is installed: <see cref="Packaging.InstalledToolTests"/>.</summary>
public sealed class LocalCommandTests
{
    [Fact]
    public void A_port_becomes_an_address_of_this_machine() => Assert.Equal(["--urls", "http://127.0.0.1:8088"], LocalCommand.Arguments(8088, inMemory: false));

    [Fact]
    public void The_rest_is_the_products_own() => Assert.Equal(["--in-memory"], LocalCommand.Arguments(null, inMemory: true));
}
