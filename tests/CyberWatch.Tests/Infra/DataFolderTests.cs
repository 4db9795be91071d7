using System.Diagnostics;
using System.Runtime.Versioning;
using CyberWatch.Infra;
using CyberWatch.Tests.Support;
using Microsoft.Extensions.Options;

namespace CyberWatch.Tests.Infra;

[UnsupportedOSPlatform("windows")]
public sealed class DataFolderTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private readonly string _root = Directory.CreateTempSubdirectory("cyberwatch-").FullName;

    [Theory]
    [InlineData(OwnerOnly, false)]
    [InlineData(OwnerOnly | UnixFileMode.OtherRead | UnixFileMode.OtherExecute, true)]
    [InlineData(OwnerOnly | UnixFileMode.GroupRead, true)]
    public void A_folder_that_others_may_look_into_is_told_with_the_remedy(UnixFileMode mode, bool isTold)
    {
        var place = Path.Combine(_root, "data");
        Directory.CreateDirectory(place);
        File.SetUnixFileMode(place, mode);

        var said = Folder(place).WhyOpen();

        Assert.Equal(isTold, said is not null);
        Assert.Equal(isTold, said?.Contains($"chmod 700 '{place}'", StringComparison.Ordinal) ?? false);
    }

    [Fact]
    public void A_folder_that_we_make_is_open_to_nobody_else() => Assert.Null(Folder(Path.Combine(_root, "new")).WhyOpen());

    [Fact]
    public async Task Scripts_make_data_folders_for_their_owner_alone_and_close_what_was_open()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The scripts are for Linux.");
        var (open, log) = (Path.Combine(_root, "open"), Path.Combine(_root, "open", "made", "log"));
        Directory.CreateDirectory(open);
        File.SetUnixFileMode(open, OwnerOnly | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);

        var script = $"umask 022; . '{Path.Combine(Repository.Root, "infra", "common.sh")}'; private_folder '{open}' '{log}'";
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-c", script]))!;
        await bash.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, bash.ExitCode);
        Assert.All([open, Path.GetDirectoryName(log)!, log], folder => Assert.Equal(OwnerOnly, File.GetUnixFileMode(folder)));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static DataFolder Folder(string path) => new(Options.Create(new DataOptions { Folder = path }));
}
