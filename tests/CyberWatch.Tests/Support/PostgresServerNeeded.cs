namespace CyberWatch.Tests.Support;

/// <summary>Skips what needs the server where there is none to be had.</summary>
internal sealed partial class PostgresServer
{
    static partial void Need()
    {
        if (IsInstalled)
            return;
        const string reason = "There is no PostgreSQL of Debian here; infra/test installs it as root";
        Assert.False(
            Environment.GetEnvironmentVariable("CYBERWATCH_TEST_SKIP_IS_FAILURE") == "1",
            $"This may not be skipped here: {reason}"
        );
        Assert.Skip(reason);
    }
}
