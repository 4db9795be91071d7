using CyberWatch.Infra.Registry;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Tests.Support;

/// <summary>The PostgreSQL of tests, with a database for each that has the registry's tables; skipped where there is none to be had.</summary>
internal sealed partial class PostgresServer : PostgresProcess
{
    private const string Template = "cyberwatch_template";

    // nothing outlives a test
    private const string InAHurry = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off";

    // what is committed outlives a SIGKILL, though no loss of power
    private const string Keeping = "-c fsync=off -c full_page_writes=off";

    private static readonly Lazy<PostgresServer> Started = new(() => new PostgresServer(InAHurry));
    private readonly Lazy<string> _template;
    private int _made;

    private PostgresServer(string settings)
        : base(settings) => _template = new(MakeTemplate);

    /// <summary>Whether there is one to be started.</summary>
    public static bool IsInstalled => Programs is not null && OperatingSystem.IsLinux();

    /// <summary>The one of all tests of this program.</summary>
    public static PostgresServer Shared
    {
        get
        {
            Need();
            return Started.Value;
        }
    }

    /// <summary>One that a test may kill and freeze.</summary>
    public static PostgresServer OfItsOwn()
    {
        Need();
        return new PostgresServer(Keeping);
    }

    /// <summary>A new database: with the registry's tables, or with nothing.</summary>
    public string NewDatabase(bool migrated = true)
    {
        var name = $"test_{Interlocked.Increment(ref _made)}";
        Run($"create database {name} template {(migrated ? _template.Value : "template0")}");
        return name;
    }

    /// <summary>Benchmarks, which nobody can skip, leave it out and ask <see cref="IsInstalled"/>.</summary>
    static partial void Need();

    private string MakeTemplate()
    {
        Run($"create database {Template} template template0");
        var options = new DbContextOptionsBuilder<RegistryContext>();
        options.UseRegistryServer(ConnectionOf(Template) + ";Pooling=false");
        using var context = RegistryProvider.Open(options.Options);
        context.Database.Migrate();
        return Template;
    }
}
