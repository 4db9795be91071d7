using CyberWatch.Infra;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CyberWatch.Tests.Support;

/// <summary>A data folder for one test, with a registry that is up to date; gone afterwards.</summary>
internal sealed class TemporaryData : IDbContextFactory<RegistryContext>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cyberwatch-test-");

    public TemporaryData()
        : this(isEmpty: false) { }

    private TemporaryData(bool isEmpty)
    {
        Folder = new DataFolder(Options.Create(new DataOptions { Folder = _folder.FullName }));
        Registry = new TestRegistry(_folder.FullName, isEmpty);
    }

    public DataFolder Folder { get; }

    public TestRegistry Registry { get; }

    public string Path => _folder.FullName;

    public static async Task<TemporaryData> WithRegistryAsync()
    {
        var data = new TemporaryData();
        await using var context = data.CreateDbContext();
        await context.Database.MigrateAsync(TestContext.Current.CancellationToken);
        return data;
    }

    /// <summary>The same for a constructor.</summary>
    public static TemporaryData WithRegistry()
    {
        var data = new TemporaryData();
        using var context = data.CreateDbContext();
        context.Database.Migrate();
        return data;
    }

    /// <summary>With a registry that has no tables yet, on a server too.</summary>
    public static TemporaryData WithoutTables() => new(isEmpty: true);

    public RegistryContext CreateDbContext() => Registry.CreateDbContext();

    public async Task AddAsync(params object[] rows)
    {
        await using var context = CreateDbContext();
        context.AddRange(rows);
        await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        await context.KeepCurrentAsync(TestContext.Current.CancellationToken);
    }

    public static Establishment Hospital(string finess = "990000001", string region = "32") =>
        new()
        {
            Finess = finess,
            Name = "Centre hospitalier de Bézac-sur-Œuf",
            CategoryLabel = "Centre Hospitalier (C.H.)",
            Department = "59",
            RegionCode = region,
            InService = true,
        };

    public static Establishment Site(string finess, string? legalEntity = null, string name = "Centre hospitalier") =>
        new()
        {
            Finess = finess,
            Name = name,
            LegalEntity = legalEntity,
            InService = true,
        };

    public void Dispose()
    {
        Registry.Dispose();
        _folder.Delete(recursive: true);
    }
}
