using System.Net;
using CyberWatch.Rules.Model;

namespace CyberWatch.Tests.Rules.Model;

public class SpecialRangesTests
{
    private static readonly SpecialRanges None = new([], DefaultRoute: false);

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("127.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.8")]
    [InlineData("192.0.2.1")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("198.51.100.1")]
    [InlineData("203.0.113.1")]
    [InlineData("224.0.0.251")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::7f00:1")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::808:808")]
    [InlineData("64:ff9b:1::1")]
    [InlineData("100::1")]
    [InlineData("2001::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2002:808:808::1")]
    [InlineData("3fff::1")]
    [InlineData("fc00::1")]
    [InlineData("fd12::1")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%2")]
    [InlineData("ff02::1")]
    public void What_is_no_public_host_is_refused(string address) => Assert.NotNull(None.Refuse(IPAddress.Parse(address)));

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("172.32.0.1")]
    [InlineData("192.0.1.1")]
    [InlineData("223.255.255.255")]
    [InlineData("2a00::1")]
    [InlineData("2001:660::1")]
    public void A_public_host_is_not(string address) => Assert.Null(None.Refuse(IPAddress.Parse(address)));

    [Fact]
    public void A_prefix_that_touches_a_special_one_is_refused()
    {
        Assert.NotNull(None.Refuse(IPNetwork.Parse("192.0.0.0/16")));
        Assert.NotNull(None.Refuse(IPNetwork.Parse("203.0.113.128/25")));
        Assert.Null(None.Refuse(IPNetwork.Parse("194.0.0.0/16")));
    }

    [Fact]
    public void The_configuration_may_allow_a_prefix_and_no_more_than_it()
    {
        var loopback = new SpecialRanges([IPNetwork.Parse("127.0.1.0/24")], DefaultRoute: true);

        Assert.Null(loopback.Refuse(IPAddress.Parse("127.0.1.9")));
        Assert.NotNull(loopback.Refuse(IPAddress.Parse("127.0.0.1")));
        Assert.NotNull(loopback.Refuse(IPNetwork.Parse("127.0.0.0/16")));
    }

    [Fact]
    public void A_documentation_range_is_refused_where_a_default_route_would_carry_it_out()
    {
        var lab = IPNetwork.Parse("203.0.113.0/24");

        Assert.Contains("default route", new SpecialRanges([lab], true).Refuse(lab), StringComparison.Ordinal);
        Assert.Null(new SpecialRanges([lab], false).Refuse(lab));
    }
}
