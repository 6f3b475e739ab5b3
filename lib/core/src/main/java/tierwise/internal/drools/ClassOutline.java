package tierwise.internal.drools;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.Attribute;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.ModuleVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.RecordComponentVisitor;
import org.objectweb.asm.Type;
import org.objectweb.asm.TypePath;

/**
 * A class file written out as lines of text, one for each thing that it is, has or does. Whatever
 * has no words of its own here is a line too, so that nothing can be passed over; except what only
 * reflection reads, such as generic signatures and the names of inner classes.
 *
 * @param name the class, with slashes
 * @param lines what it is and has: its head, fields, annotations
 * @param methods what it does
 */
record ClassOutline(String name, List<String> lines, List<Method> methods) {
  private static final int API = Opcodes.ASM9;
  private static final Pattern WRITTEN_DECIMAL = Pattern.compile("-?\\d{1,15}(\\.\\d{1,6})?");
  private static final int LARGEST_ARRAY = 1_000;

  /** The flags of classes, fields and methods, in the order of their words. */
  private static final Map<Integer, String> CLASS_FLAGS =
      Map.of(
          Opcodes.ACC_ABSTRACT, "abstract",
          Opcodes.ACC_INTERFACE, "interface",
          Opcodes.ACC_ANNOTATION, "annotation",
          Opcodes.ACC_ENUM, "enum",
          Opcodes.ACC_MODULE, "module",
          Opcodes.ACC_SYNTHETIC, "synthetic");

  private static final Map<Integer, String> FIELD_FLAGS =
      Map.of(
          Opcodes.ACC_STATIC, "static",
          Opcodes.ACC_VOLATILE, "volatile",
          Opcodes.ACC_TRANSIENT, "transient");

  private static final Map<Integer, String> METHOD_FLAGS =
      Map.of(
          Opcodes.ACC_STATIC, "static",
          Opcodes.ACC_SYNCHRONIZED, "synchronized",
          Opcodes.ACC_NATIVE, "native",
          Opcodes.ACC_ABSTRACT, "abstract",
          Opcodes.ACC_BRIDGE, "bridge");

  /**
   * A method.
   *
   * @param name its name and descriptor
   * @param flags what it is besides, such as static; empty for an ordinary method
   * @param lines its instructions
   * @param calls the methods of its own class that it calls, by name and descriptor
   * @param texts the texts in it
   */
  record Method(
      String name, String flags, List<String> lines, Set<String> calls, List<String> texts) {}

  /** Reads a class file. */
  static ClassOutline of(byte[] bytes) {
    ClassReader reader = new ClassReader(bytes);
    Reader outline = new Reader();
    reader.accept(outline, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return new ClassOutline(reader.getClassName(), outline.lines, outline.methods);
  }

  /** Whether its methods can call each other in a circle. */
  boolean callsInCircles() {
    Map<String, Set<String>> calls = new HashMap<>();
    methods.forEach(method -> calls.put(method.name(), method.calls()));
    Set<String> done = new HashSet<>();
    return calls.keySet().stream().anyMatch(name -> comesBack(name, calls, new HashSet<>(), done));
  }

  private static boolean comesBack(
      String method, Map<String, Set<String>> calls, Set<String> path, Set<String> done) {
    if (!path.add(method)) {
      return true;
    }
    if (done.add(method)) {
      for (String called : calls.getOrDefault(method, Set.of())) {
        if (comesBack(called, calls, path, done)) {
          return true;
        }
      }
    }
    path.remove(method);
    return false;
  }

  private static String flags(int access, Map<Integer, String> words) {
    return words.entrySet().stream()
        .filter(word -> (access & word.getKey()) != 0)
        .map(Map.Entry::getValue)
        .sorted()
        .collect(Collectors.joining(" "));
  }

  private static final class Reader extends ClassVisitor {
    private final List<String> lines = new ArrayList<>();
    private final List<Method> methods = new ArrayList<>();
    private String self = "";

    Reader() {
      super(API);
    }

    @Override
    public void visit(
        int version,
        int access,
        String name,
        @Nullable String signature,
        @Nullable String superName,
        String @Nullable [] interfaces) {
      self = name;
      lines.add("is " + (flags(access, CLASS_FLAGS) + " class").strip() + " of version " + version);
      lines.add("extends " + superName);
      Stream.of(interfaces == null ? new String[0] : interfaces)
          .forEach(type -> lines.add("implements " + type));
    }

    @Override
    public FieldVisitor visitField(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        @Nullable Object value) {
      String constant =
          value == null ? "" : " = " + (value instanceof String ? "a text" : value.toString());
      lines.add(
          ("field " + flags(access, FIELD_FLAGS)).strip()
              + " "
              + name
              + " "
              + descriptor
              + constant);
      return new FieldVisitor(API) {
        @Override
        public AnnotationVisitor visitAnnotation(String type, boolean visible) {
          return annotated(lines, "field annotation " + type);
        }

        @Override
        public AnnotationVisitor visitTypeAnnotation(
            int reference, @Nullable TypePath path, String type, boolean visible) {
          return annotated(lines, "field annotation " + type);
        }

        @Override
        public void visitAttribute(Attribute attribute) {
          lines.add("field attribute " + attribute.type);
        }
      };
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      Body body = new Body(self);
      Method method =
          new Method(
              name + descriptor, flags(access, METHOD_FLAGS), body.lines, body.calls, body.texts);
      methods.add(method);
      return body;
    }

    @Override
    public AnnotationVisitor visitAnnotation(String type, boolean visible) {
      return annotated(lines, "annotation " + type);
    }

    @Override
    public AnnotationVisitor visitTypeAnnotation(
        int reference, @Nullable TypePath path, String type, boolean visible) {
      return annotated(lines, "annotation " + type);
    }

    @Override
    public void visitNestHost(String host) {
      lines.add("belongs to " + host);
    }

    @Override
    public void visitNestMember(String member) {
      lines.add("admits " + member);
    }

    @Override
    public void visitPermittedSubclass(String subclass) {
      lines.add("permits " + subclass);
    }

    @Override
    public void visitOuterClass(String owner, @Nullable String name, @Nullable String descriptor) {
      lines.add("stands in " + owner + "." + name);
    }

    @Override
    public ModuleVisitor visitModule(String name, int access, @Nullable String version) {
      lines.add("module " + name);
      return new ModuleVisitor(API) {};
    }

    @Override
    public RecordComponentVisitor visitRecordComponent(
        String name, String descriptor, @Nullable String signature) {
      lines.add("component " + name + " " + descriptor);
      return new RecordComponentVisitor(API) {};
    }

    @Override
    public void visitAttribute(Attribute attribute) {
      lines.add("attribute " + attribute.type);
    }
  }

  /** An annotation with what it says: its values can name classes, which would be loaded. */
  private static AnnotationVisitor annotated(List<String> lines, String annotation) {
    lines.add(annotation);
    return new AnnotationVisitor(API) {
      @Override
      public void visit(@Nullable String name, Object value) {
        lines.add(annotation + " says " + (value instanceof Integer ? "a whole number" : value));
      }

      @Override
      public void visitEnum(@Nullable String name, String descriptor, String value) {
        lines.add(annotation + " says " + descriptor + "." + value);
      }

      @Override
      public AnnotationVisitor visitAnnotation(@Nullable String name, String descriptor) {
        return annotated(lines, annotation + " says " + descriptor);
      }

      @Override
      public AnnotationVisitor visitArray(@Nullable String name) {
        return this;
      }
    };
  }

  private static final class Body extends MethodVisitor {
    private final String self;
    private final List<String> lines = new ArrayList<>();
    private final Set<String> calls = new HashSet<>();
    private final List<String> texts = new ArrayList<>();
    private final Set<Label> passed = new HashSet<>();
    private @Nullable Object constant;

    Body(String self) {
      super(API);
      this.self = self;
    }

    private void add(String line) {
      lines.add(line);
      constant = null;
    }

    private void addConstant(Object value, String line) {
      lines.add(line);
      constant = value;
    }

    @Override
    public void visitInsn(int opcode) {
      if (opcode >= Opcodes.ICONST_M1 && opcode <= Opcodes.ICONST_5) {
        addConstant(opcode - Opcodes.ICONST_0, "whole " + (opcode - Opcodes.ICONST_0));
        return;
      }
      switch (opcode) {
        case Opcodes.ACONST_NULL -> add("null");
        case Opcodes.LCONST_0 -> add("whole 0");
        case Opcodes.LCONST_1 -> add("whole 1");
        case Opcodes.DUP -> add("dup");
        case Opcodes.POP -> add("pop");
        case Opcodes.AASTORE -> add("put into array");
        case Opcodes.ARRAYLENGTH -> add("array length");
        case Opcodes.I2L -> add("widen");
        case Opcodes.ATHROW -> add("throw");
        case Opcodes.IRETURN, Opcodes.LRETURN, Opcodes.ARETURN, Opcodes.RETURN -> add("return");
        default -> add("opcode " + opcode);
      }
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
      switch (opcode) {
        case Opcodes.BIPUSH, Opcodes.SIPUSH -> addConstant(operand, "whole " + operand);
        default -> add("opcode " + opcode);
      }
    }

    @Override
    public void visitVarInsn(int opcode, int variable) {
      switch (opcode) {
        case Opcodes.ILOAD, Opcodes.LLOAD, Opcodes.ALOAD -> add("load " + variable);
        case Opcodes.ISTORE, Opcodes.LSTORE, Opcodes.ASTORE -> add("store " + variable);
        default -> add("opcode " + opcode);
      }
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
      switch (opcode) {
        case Opcodes.NEW -> add("new " + type);
        case Opcodes.CHECKCAST -> add("cast to " + type);
        case Opcodes.ANEWARRAY ->
            add(
                (constant instanceof Integer size && size >= 0 && size <= LARGEST_ARRAY
                        ? "array of "
                        : "array of any size of ")
                    + type);
        default -> add("opcode " + opcode + " " + type);
      }
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
      String what =
          switch (opcode) {
            case Opcodes.GETSTATIC -> "get static ";
            case Opcodes.PUTSTATIC -> "set static ";
            case Opcodes.GETFIELD -> "get ";
            default -> "set ";
          };
      add(what + owner + "." + name + " " + descriptor);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      if (owner.equals(self)) {
        calls.add(name + descriptor);
      }
      String written =
          owner.equals("java/math/BigDecimal")
                  && name.equals("<init>")
                  && constant instanceof String text
                  && WRITTEN_DECIMAL.matcher(text).matches()
              ? " of a written decimal"
              : "";
      add("call " + owner + "." + name + descriptor + written);
    }

    @Override
    public void visitInvokeDynamicInsn(
        String name, String descriptor, Handle bootstrap, Object... arguments) {
      add(
          "dynamic "
              + name
              + descriptor
              + " by "
              + bootstrap.getOwner()
              + "."
              + bootstrap.getName()
              + bootstrap.getDesc()
              + Stream.of(arguments)
                  .map(argument -> argument instanceof String ? "a text" : argument.toString())
                  .collect(Collectors.joining(" and ", " of ", "")));
    }

    @Override
    public void visitLdcInsn(Object value) {
      if (value instanceof String text) {
        texts.add(text);
        addConstant(text, "text");
      } else if (value instanceof Integer || value instanceof Long) {
        addConstant(value, "whole " + value);
      } else if (value instanceof Type type && type.getSort() != Type.METHOD) {
        add("class " + type.getInternalName());
      } else {
        // Doubles, method handles and types, and constants that are worked out.
        add("constant " + value);
      }
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
      add(opcode == Opcodes.JSR ? "opcode " + opcode : jump(label));
    }

    @Override
    public void visitLookupSwitchInsn(Label other, int[] keys, Label[] labels) {
      Stream.concat(Stream.of(other), Stream.of(labels)).forEach(label -> add(jump(label)));
    }

    @Override
    public void visitTableSwitchInsn(int min, int max, Label other, Label... labels) {
      Stream.concat(Stream.of(other), Stream.of(labels)).forEach(label -> add(jump(label)));
    }

    private String jump(Label label) {
      return passed.contains(label) ? "jump back" : "jump";
    }

    @Override
    public void visitLabel(Label label) {
      passed.add(label);
      // What is constant on one way here need not be on another.
      constant = null;
    }

    @Override
    public void visitIincInsn(int variable, int increment) {
      add("opcode " + Opcodes.IINC);
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
      add("opcode " + Opcodes.MULTIANEWARRAY + " " + descriptor);
    }

    @Override
    public void visitTryCatchBlock(
        Label start, Label end, Label handler, @Nullable String exception) {
      add("catch " + exception);
    }

    @Override
    public AnnotationVisitor visitAnnotation(String type, boolean visible) {
      return annotated(lines, "annotation " + type);
    }

    @Override
    public AnnotationVisitor visitParameterAnnotation(int parameter, String type, boolean visible) {
      return annotated(lines, "annotation " + type);
    }

    @Override
    public AnnotationVisitor visitTypeAnnotation(
        int reference, @Nullable TypePath path, String type, boolean visible) {
      return annotated(lines, "annotation " + type);
    }

    @Override
    public AnnotationVisitor visitInsnAnnotation(
        int reference, @Nullable TypePath path, String type, boolean visible) {
      return annotated(lines, "annotation " + type);
    }

    @Override
    public AnnotationVisitor visitTryCatchAnnotation(
        int reference, @Nullable TypePath path, String type, boolean visible) {
      return annotated(lines, "annotation " + type);
    }

    @Override
    public AnnotationVisitor visitAnnotationDefault() {
      return annotated(lines, "annotation default");
    }

    @Override
    public void visitAttribute(Attribute attribute) {
      add("attribute " + attribute.type);
    }
  }
}
