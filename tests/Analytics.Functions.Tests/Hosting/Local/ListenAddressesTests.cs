using System.Net;
using System.Net.Sockets;
using Analytics.Functions.Hosting.Local;

namespace Analytics.Functions.Tests.Hosting.Local;

public class ListenAddressesTests
{
    [Theory]
    [InlineData("http://127.0.0.1:{0}")]
    [InlineData("http://localhost:{0}")]
    [InlineData("http://*:{0}")]
    [InlineData("http://[::1]:0;http://127.0.0.1:{0}")]
    public void A_taken_port_is_named_with_one_that_works(string urls)
    {
        using TcpListener taken = Listen();
        string[] addresses = string.Format(urls, Port(taken)).Split(';');

        var failure = Assert.Throws<StartupFailure>(() => ListenAddresses.EnsureFree(addresses));

        Assert.StartsWith($"{addresses[^1]} is already in use, perhaps by another copy of this program: stop that one, or start this one with ASPNETCORE_URLS=", failure.Message);
        string remedy = failure.Message[(failure.Message.IndexOf('=') + 1)..^1];
        Assert.StartsWith(addresses[^1][..^Port(taken).ToString().Length], remedy);
        ListenAddresses.EnsureFree([remedy]);
    }

    [Fact]
    public void A_free_port_is_left_free()
    {
        int port;
        using (TcpListener listener = Listen())
        {
            port = Port(listener);
        }

        ListenAddresses.EnsureFree([$"http://127.0.0.1:{port}"]);
        ListenAddresses.EnsureFree([$"http://127.0.0.1:{port}"]);
    }

    [Fact]
    public void An_address_of_another_machine_is_refused()
    {
        var failure = Assert.Throws<StartupFailure>(() => ListenAddresses.EnsureFree(["http://203.0.113.5:5080"]));

        Assert.Equal("http://203.0.113.5:5080 is not an address of this machine: start with ASPNETCORE_URLS=http://127.0.0.1:5080.", failure.Message);
    }

    [Fact]
    public void A_port_of_the_systems_choice_and_a_Unix_socket_are_left_to_the_server() =>
        ListenAddresses.EnsureFree(["http://127.0.0.1:0", "http://unix:/tmp/analytics.sock"]);

    private static TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private static int Port(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;
}
