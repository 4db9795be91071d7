using System.Net;
using System.Net.Sockets;
using CyberWatch.Dashboard;

namespace CyberWatch.Tests.Dashboard;

public sealed class ListenAddressTests
{
    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    public void A_port_that_another_program_holds_is_told_with_the_next_one_to_take(string host)
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var fault = ListenAddress.Fault($"http://{host}:{port}");

        Assert.StartsWith($"http://{host}:{port} cannot be opened: another program listens there", fault);
        Assert.Matches($"--listen http://{host}:({port + 1}|{port - 1})", fault);
    }

    [Fact]
    public void The_second_of_two_addresses_is_looked_at_too()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        Assert.NotNull(ListenAddress.Fault($"http://localhost:0;http://127.0.0.1:{port}"));
    }

    [Fact]
    public void An_address_of_another_machine_is_told() =>
        Assert.Contains("this machine has no such address", ListenAddress.Fault("http://203.0.113.1:5080"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("http://localhost:0")]
    [InlineData("http://veille.example:5080")]
    public void What_can_be_opened_or_not_be_known_beforehand_is_no_fault(string? addresses) =>
        Assert.Null(ListenAddress.Fault(addresses));
}
