using CyberWatch.Scanner.Net.Dns;

namespace CyberWatch.Tests.Scanner.Net.Dns;

public class ResolverOptionsTests
{
    [Theory]
    [InlineData("198.51.100.53")]
    [InlineData("[2001:db8::53]:5353")]
    public void A_resolver_of_a_lab_is_refused_where_its_questions_would_leave_the_machine(string resolver)
    {
        Assert.Contains("default route", ResolverOptions.FaultOf(resolver, defaultRoute: true), StringComparison.Ordinal);
        Assert.Null(ResolverOptions.FaultOf(resolver, defaultRoute: false));
    }

    [Theory]
    [InlineData("10.0.0.53")]
    [InlineData("127.0.0.1:5353")]
    public void A_resolver_of_the_house_is_taken(string resolver) =>
        Assert.Null(ResolverOptions.FaultOf(resolver, defaultRoute: true));

    [Fact]
    public void What_is_no_address_is_told() =>
        Assert.Contains("is no address", ResolverOptions.FaultOf("ns.example", defaultRoute: false), StringComparison.Ordinal);
}
