using CyberWatch.Infra.Options;

namespace CyberWatch.Tests.Infra;

public sealed class KnownSettingsTests
{
    private static readonly KnownSettings Known = new(
        """
        | `--data DIR` | `CYBERWATCH_DATA` | none |
        | `Scanner:Dns:Tries` | `3` | 1 to 10 | how often |
        | `Scanner:Resolvers:0` | none |  | who is asked |
        """
    );

    [Theory]
    [InlineData("Scanner:Dns:Tries", "2")]
    [InlineData("scanner:dns:TRIES", "2")]
    [InlineData("Scanner:Resolvers:0", "192.0.2.53")]
    [InlineData("Scanner:Resolvers:12", "192.0.2.53")]
    [InlineData("Scanner:Resolvers", "")]
    [InlineData("Scanner:Dns", null)]
    [InlineData("Logging:LogLevel:Default", "Debug")]
    [InlineData("Kestrel:Limits:MaxRequestBodySize", "1")]
    public void What_exists_or_belongs_to_the_framework_may_be_set(string key, string? value) =>
        Assert.Null(Known.FaultOf(key, value));

    [Theory]
    [InlineData("Scaner:Dns:Tries", "2", "nearest is Scanner:Dns:Tries;")]
    [InlineData("Scanner:Dns:Tries:Most", "2", "nearest is Scanner:Dns:Tries;")]
    [InlineData("Scanner:Dns:Trie", "2", "nearest is Scanner:Dns:Tries;")]
    [InlineData("Scanner:Dns:Trie", null, "nearest is Scanner:Dns:Tries;")]
    [InlineData("Scanner:Resolver:0", "192.0.2.53", "nearest is Scanner:Resolvers;")]
    [InlineData("Scanner:Resolvers:first", "192.0.2.53", "nearest is Scanner:Resolvers;")]
    [InlineData("Scanner:Resolvers", "192.0.2.53", "is a list: set Scanner:Resolvers:0")]
    [InlineData("Scanner:Dns", "2", "is a section and has no value of its own; an option of it is Scanner:Dns:Tries.")]
    [InlineData("Loging", null, "nearest is Logging;")]
    public void What_does_not_exist_is_told_with_what_comes_nearest(string key, string? value, string said) =>
        Assert.Contains(said, Known.FaultOf(key, value), StringComparison.Ordinal);
}
