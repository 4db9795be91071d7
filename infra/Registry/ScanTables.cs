using CyberWatch.Infra.Registry.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CyberWatch.Infra.Registry;

/// <summary>Keys and indexes of scans, alerts and what goes with them.</summary>
internal sealed class ScanTables
    : IEntityTypeConfiguration<Scan>,
        IEntityTypeConfiguration<Alert>,
        IEntityTypeConfiguration<AlertEvent>,
        IEntityTypeConfiguration<AlertVerdict>,
        IEntityTypeConfiguration<KnownAsset>,
        IEntityTypeConfiguration<OutboxFinding>,
        IEntityTypeConfiguration<Worker>
{
    public void Configure(EntityTypeBuilder<Scan> builder)
    {
        builder.HasIndex(row => row.Slot).IsUnique();
        builder.HasIndex(row => new { row.State, row.DueAt });
        builder.HasIndex(row => new { row.Finess, row.DueAt });
    }

    public void Configure(EntityTypeBuilder<Alert> builder)
    {
        builder.HasOne(row => row.Establishment).WithMany().HasForeignKey(row => row.Finess);
        builder.HasIndex(row => new
        {
            row.Finess,
            row.RuleId,
            row.AssetKey,
        });
        builder.HasIndex(row => new { row.State, row.Severity });
        builder.HasMany(row => row.Events).WithOne().HasForeignKey(row => row.AlertId);
        builder.HasMany(row => row.Verdicts).WithOne().HasForeignKey(row => row.AlertId);
        builder.Property(row => row.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<AlertEvent> builder) => builder.HasIndex(row => row.AlertId);

    public void Configure(EntityTypeBuilder<AlertVerdict> builder) => builder.HasIndex(row => new { row.AlertId, row.At });

    public void Configure(EntityTypeBuilder<KnownAsset> builder) => builder.HasKey(row => new { row.Finess, row.Key });

    public void Configure(EntityTypeBuilder<OutboxFinding> builder) =>
        builder.HasIndex(row => new
        {
            row.DeliveredAt,
            row.Error,
            row.Id,
        });

    public void Configure(EntityTypeBuilder<Worker> builder) => builder.HasKey(row => row.Name);
}
