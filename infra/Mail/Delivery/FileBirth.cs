using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace CyberWatch.Infra.Mail.Delivery;

/// <summary>
/// When the file system made a file: nobody can set it, so no copy has the same. .NET gives it on other systems; on Linux it makes do with the
/// time of the last change, which copies keep, so there the system is asked (statx(2)).
/// </summary>
internal static class FileBirth
{
    private const int WorkingDirectory = -100;
    private const uint BirthWanted = 0x800;
    private const int SizeOfStatx = 256;
    private const int MaskAt = 0;
    private const int SecondsAt = 80;
    private const int NanosecondsAt = 88;

    /// <summary>Where the file system keeps none, the time of the last change: a folder that was copied with its times is not noticed there.</summary>
    public static DateTimeOffset Of(string path) =>
        (OperatingSystem.IsLinux() ? Asked(path) : null) ?? new DateTimeOffset(File.GetCreationTimeUtc(path), TimeSpan.Zero);

    private static DateTimeOffset? Asked(string path)
    {
        var found = new byte[SizeOfStatx];
        try
        {
            if (Statx(WorkingDirectory, path, 0, BirthWanted, found) != 0)
                return null;
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            // an old C library, or another one
            return null;
        }

        return (BinaryPrimitives.ReadUInt32LittleEndian(found.AsSpan(MaskAt)) & BirthWanted) == 0
            ? null
            : DateTimeOffset.UnixEpoch.AddTicks(
                BinaryPrimitives.ReadInt64LittleEndian(found.AsSpan(SecondsAt)) * TimeSpan.TicksPerSecond
                    + BinaryPrimitives.ReadUInt32LittleEndian(found.AsSpan(NanosecondsAt)) / TimeSpan.NanosecondsPerTick
            );
    }

    [DllImport("libc", EntryPoint = "statx", BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Statx(
        int directory,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string path,
        int flags,
        uint mask,
        [Out] byte[] found
    );
}
